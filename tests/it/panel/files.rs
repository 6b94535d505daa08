//! Panel files: read back as they were written, and bounded whoever wrote them.

use passerelle::{
    exchange::{PanelError, read_panel, write_panel, write_panel_ron},
    language::Lang,
    panel::Panel,
};

use super::{DAY, gathered, measures, twenty};

/// Bytes that are refused, and how.
type Case = (Vec<u8>, fn(&PanelError) -> bool);

fn panel() -> Panel {
    gathered(&measures(), &twenty()).publish(5, DAY).unwrap()
}

#[test]
fn a_panel_is_read_back_from_either_form() {
    let panel = panel();
    let json = write_panel(&panel).unwrap();
    assert_eq!(read_panel(json.as_bytes()), Ok(panel.clone()));
    let ron = write_panel_ron(&panel).unwrap();
    assert_eq!(read_panel(ron.as_bytes()), Ok(panel.clone()));
    assert_eq!(write_panel(&read_panel(json.as_bytes()).unwrap()).unwrap(), json);
    let marked = format!("\u{feff}{json}");
    assert_eq!(read_panel(marked.as_bytes()), Ok(panel));
}

#[test]
fn whatever_is_wrong_gets_a_sentence() {
    let good = write_panel(&panel()).unwrap();
    let but = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1).into_bytes()
    };
    let deep = format!("{{\"passerelle_panel\": 1, \"k\": {}", "[".repeat(100_000));
    let deep_ron = format!("(passerelle_panel: 1, k: {}", "[".repeat(100_000));
    let cases: Vec<Case> = vec![
        (Vec::new(), |e| *e == PanelError::Empty),
        (b"  \n".to_vec(), |e| *e == PanelError::Empty),
        (vec![0xff, 0xfe, b'{'], |e| *e == PanelError::NotText),
        (b"{\"passerelle_panel\":\0}".to_vec(), |e| *e == PanelError::NotText),
        (b"PK\x03\x04".to_vec(), |e| *e == PanelError::NotAPanel),
        (b"{}".to_vec(), |e| *e == PanelError::NotAPanel),
        (vec![b' '; 9 * 1024 * 1024], |e| *e == PanelError::TooLarge),
        (good.as_bytes()[..good.len() / 2].to_vec(), |e| matches!(e, PanelError::Damaged(..))),
        (deep.into_bytes(), |e| matches!(e, PanelError::Damaged(..))),
        (deep_ron.into_bytes(), |e| matches!(e, PanelError::Damaged(..))),
        (but("\"passerelle_panel\": 1", "\"passerelle_panel\": 2"), |e| *e == PanelError::Newer(2)),
        (but("\"k\": 5", "\"k\": 2"), |e| matches!(e, PanelError::Wrong(at) if at == "k")),
        (but("\"k\": 5", "\"k\": 6"), |e| matches!(e, PanelError::TooFew(_))),
        (but("\"2026-11-26\"", "\"2026-11-31\""), |e| matches!(e, PanelError::Wrong(_))),
        (but("\"communes\"", "\"cities\""), |e| matches!(e, PanelError::Wrong(_))),
        (but("\"figure\"", "\"stars\""), |e| matches!(e, PanelError::Wrong(_))),
        (but("[[0.0,1.0,20]]", "[[0.0,1.0,4]]"), |e| matches!(e, PanelError::TooFew(_))),
        (but("[[0.0,1.0,20]]", "[[0.0,0.5,20]]"), |e| matches!(e, PanelError::Wrong(_))),
        (but("[[0.0,1.0,20]]", "[[0.0,1.0,4000000000]]"), |e| matches!(e, PanelError::Wrong(_))),
    ];
    for (at, (bytes, is_right)) in cases.into_iter().enumerate() {
        let error = read_panel(&bytes).unwrap_err();
        assert!(is_right(&error), "case {at}: {error:?}");
        for lang in Lang::ALL {
            let sentence = error.sentence(*lang);
            assert!(sentence.ends_with('.') && 20 < sentence.len(), "{sentence}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_reading_fail_badly(text in "[{(]\"passerelle_panel\": ?[0-9a-z\\[{(\",:]{0,60}") {
        drop(read_panel(text.as_bytes()));
    }

    #[test]
    fn a_damaged_panel_is_refused_or_still_safe(at in 0_usize..20_000, byte in 32_u8..127) {
        let panel = panel();
        let mut bytes = write_panel(&panel).unwrap().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(read) = read_panel(&bytes) {
            proptest::prop_assert!(read.groups().all(|(_, n)| read.k <= n));
        }
    }
}
