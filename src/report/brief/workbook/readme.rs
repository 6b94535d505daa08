//! The first sheet: what the workbook is, and how to read it.

use crate::report::{
    brief::{Line, source::Source},
    document::DocumentOptions,
};

use super::Sheet;

pub(super) fn sheet(of: &Source<'_>, options: &DocumentOptions) -> Sheet {
    let lang = of.lang;
    let meta = crate::report::brief::meta(of, options);
    let parts = [&meta.subtitle, &meta.date_text, &meta.pack];
    let about = parts.into_iter().filter(|part| !part.is_empty()).cloned();
    let lines = [
        lang.exports_readme_sheets(),
        lang.exports_readme_states(),
        lang.exports_readme_interval(),
        lang.exports_readme_formulas(),
        lang.exports_readme_private(),
    ];
    let lines = lines.into_iter().map(Line::from);
    Sheet {
        name: lang.exports_readme().into(),
        title: meta.title.clone(),
        notes: meta.marks.iter().cloned().chain(about).chain(lines).collect(),
        columns: Vec::new(),
        rows: Vec::new(),
    }
}
