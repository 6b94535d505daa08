//! « Éléments de langage » by accessible names: each point can be kept, reworded, dropped and
//! brought back, and its sources are heard.

use egui_kittest::kittest::Queryable as _;
use passerelle::{domain::PointChoice, ui::Page};

use super::{LAPTOP, Look, desk::example, outline, shot};

#[test]
fn a_speaking_point_is_chosen_by_name() {
    for look in [Look::Light, Look::Dark] {
        let mut window = example(LAPTOP, look);
        window.state_mut().go(Page::Speaking);
        window.run();
        shot(&mut window, &format!("speaking-{look:?}"));
        let said = outline(&window);
        for heading in ["Pourquoi agir", "aux habitants", "Ce que cela coûte", "Deux preuves"] {
            assert!(said.contains(heading), "{heading} is not heard:\n{said}");
        }
        assert!(said.contains("Compte financier unique 2025"), "no source is heard:\n{said}");
        let chosen = |window: &egui_kittest::Harness<'_, passerelle::ui::Desk>| {
            let document = window.state().session.document().unwrap();
            document.diagnostic().points.get("why-countries").cloned()
        };
        for (act, wanted) in [
            ("Garder – Par les habitants", Some(PointChoice::Kept)),
            ("Écarter – Par les habitants", Some(PointChoice::Dropped)),
            ("Revenir à la proposition – Par les habitants", None),
        ] {
            window.get_by(|node| node.label().is_some_and(|l| l.starts_with(act))).click();
            window.run();
            assert_eq!(chosen(&window), wanted, "{act}");
        }
        let act = "Reformuler – Par les habitants";
        window.get_by(|node| node.label().is_some_and(|l| l.starts_with(act))).click();
        window.run();
        assert!(matches!(chosen(&window), Some(PointChoice::Reworded { .. })));
        window.run();
        shot(&mut window, &format!("speaking-reworded-{look:?}"));
        window.state_mut().go(Page::Devices);
        window.run();
        shot(&mut window, &format!("devices-{look:?}"));
        assert!(outline(&window).contains("vos réponses remplissent ce qui se teste"));
    }
}
