//! The line below: how far the diagnostic is, and that nothing leaves this computer.

use egui::{Align, Layout, Ui};

use crate::{
    app::{Document, Session},
    language::Lang,
    questionnaire::{Progress, progress},
    ui::widgets,
};

pub(super) fn show(ui: &mut Ui, session: &Session, document: &Document) {
    let lang = session.lang();
    let pack = document.pack();
    let all = pack
        .dimensions
        .iter()
        .map(|dimension| progress(pack, document.diagnostic(), &dimension.id))
        .fold(Progress::default(), Progress::plus);
    let wide = super::is_wide(ui);
    ui.horizontal(|ui| {
        if !wide {
            super::saving::show(ui, session);
        }
        widgets::small(ui, lang.shell_progress(all.settled, lang.integer(all.asked)));
        if let Some(left) = time_left(all.seconds_left, lang) {
            widgets::small(ui, left);
        }
        if 0 < all.review {
            widgets::small(ui, lang.shell_reviews(all.review));
        }
        if wide {
            widgets::small(ui, lang.shell_pack(pack.title.get(lang), &pack.version));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if wide {
                widgets::small(ui, lang.shell_offline());
            }
            if session.is_busy() {
                ui.add(egui::Spinner::new().size(14.0));
            }
        });
    });
}

/// About how long what is left takes, the less exact the longer.
fn time_left(seconds: usize, lang: Lang) -> Option<String> {
    let minutes = seconds.div_ceil(60);
    let (hours, rest) = (minutes / 60, minutes % 60);
    Some(match (hours, rest) {
        (0, 0) => return None,
        (0, 1..=5) => lang.shell_left_little().to_owned(),
        (0, _) => lang.shell_left_minutes(lang.integer(minutes.div_ceil(5) * 5)),
        (1.., 0..=14) => lang.shell_left_hours(hours),
        (1.., 15..=44) => lang.shell_left_hours_and_half(lang.integer(hours)),
        _ => lang.shell_left_hours(hours + 1),
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        app::NewDiagnostic,
        domain::{Path, Territory},
        questionnaire::Pack,
    };

    use super::*;

    fn minutes(path: Path) -> usize {
        let pack = Pack::standard().unwrap();
        let new = NewDiagnostic { territory: Territory::default(), population: None, path };
        let diagnostic = new.create(pack, jiff::civil::date(2026, 11, 26));
        let all = pack.dimensions.iter().map(|one| progress(pack, &diagnostic, &one.id));
        all.fold(Progress::default(), Progress::plus).seconds_left / 60
    }

    #[test]
    fn the_time_that_is_estimated_is_the_time_that_is_promised() {
        let (quick, full) = (minutes(Path::Quick), minutes(Path::Full));
        assert!((40..=55).contains(&quick), "three quarters of an hour, not {quick} minutes");
        assert!((180..=270).contains(&full), "half a day, not {full} minutes");
    }

    #[test]
    fn what_is_left_is_told_about() {
        let said = |minutes: usize| time_left(minutes * 60, Lang::Fr).unwrap_or_default();
        assert_eq!(said(0), "");
        assert_eq!(said(4), "encore quelques minutes");
        assert_eq!(said(41), "encore 45\u{a0}min environ");
        assert_eq!(said(58), "encore 60\u{a0}min environ");
        assert_eq!(said(70), "encore 1\u{a0}heure environ");
        assert_eq!(said(95), "encore 1\u{a0}h\u{a0}30 environ");
        assert_eq!(said(230), "encore 4\u{a0}heures environ");
    }
}
