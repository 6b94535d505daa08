//! Exchange: answers and tables in from spreadsheets, out to others.

mod advise_json;
mod answers;
mod author;
mod clipboard;
mod opendata;
mod plan_json;
mod compare_json;
mod feed;
mod problem;
mod json;
mod kit;
mod explanation_json;
mod matrix_json;
mod panel_file;
mod robustness_json;
mod score_json;
mod sheet;
mod spreadsheet;
mod table;
mod value;
mod word;

pub use advise_json::{ADVISE_SCHEMA, advise_json};
pub use answers::{AnswerImport, import_answers};
pub use author::{
    AuthorProblem, AuthorProblemKind, AuthorRefusal, Authored, RawSheet, author_sheets, authored,
    authored_pack, pack_workbook,
};
pub use clipboard::{Clipping, PastedRow};
pub use compare_json::{COMPARE_SCHEMA, compare_json};
pub use feed::{Feed, FeedRow, Head, Seen, Watch};
pub use kit::{
    KIT_FORMAT, KitNote, KitNoteKind, KitOrder, KitProblem, KitReturn, kit_size, read_kit,
    write_kit,
};
pub use opendata::{
    Counts, Decisions, Extract, Flag, Found, Group, Layout, Line, Matching, Proposal, Recognised,
    Remark, Status, Tally, Target, Tried, Unfit, What, extract, layouts, match_columns, propose,
    recognise,
};
pub use panel_file::{
    PANEL_EXTENSION, PANEL_FORMAT, PANEL_LIMIT, PanelError, read_panel, write_panel,
    write_panel_ron,
};
pub use problem::{ImportProblem, ImportProblemKind, Known, Spot};
pub use score_json::{Analysis, SCHEMA, ScoreFile, score_file, score_json};
pub use spreadsheet::{FileProblem, SheetRow, Sheets, open as open_spreadsheet};
pub use table::{TableImport, import_table, parse_coverage, paste};
pub use value::{read_cell, read_typed_cell, read_value};
