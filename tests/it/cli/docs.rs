//! The examples of the guides are true: those of `docs/import.md` import, that of
//! `docs/format.md` stands in the worked example.

use super::{done, passerelle, rennes, written};

const IMPORT: &str = include_str!("../../../docs/import.md");
const FORMAT: &str = include_str!("../../../docs/format.md");
const EXAMPLE: &str = include_str!("../../../templates/examples/valmont.passerelle");

/// The blocks of code of a guide in this notation.
fn blocks<'a>(guide: &'a str, notation: &str) -> Vec<&'a str> {
    let opening = format!("```{notation}\n");
    let rest = guide.split(opening.as_str()).skip(1);
    rest.filter_map(|block| block.split_once("```").map(|(code, _)| code)).collect()
}

#[test]
fn the_examples_of_the_import_guide_import() {
    let (folder, file) = rennes();
    let examples = blocks(IMPORT, "csv");
    let [answers, rows] = examples.as_slice() else { panic!("{examples:?}") };
    let answers = written(&folder, "answers.csv", answers);
    let said = passerelle(&["import", &file, &answers, "--from", "answers"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    assert!(said.out.starts_with("8 réponses"), "{said:?}");
    let rows = written(&folder, "rows.csv", rows);
    let said = passerelle(&["import", &file, &rows, "--from", "csv", "--table", "T5"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    done(&["check", &file]);
}

/// Every word that the guide gives for a state, a coverage or a grade is understood.
#[test]
fn the_words_of_the_import_guide_are_understood() {
    let states = IMPORT.split("## Tables").next().unwrap();
    let table = states.split("| State | Words | Needs |").nth(1).unwrap();
    let mut seen = 0;
    for line in table.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let value = match cells[1] {
            "Known" => "2;;",
            "Between two values" => ";1;2",
            "« Sans objet »" => "sans port;;",
            _ => ";;",
        };
        for word in cells[2].split('`').skip(1).step_by(2) {
            let (folder, file) = rennes();
            let text = format!("id;state;value;min;max\nGOV-01;{word};{value}\n");
            let csv = written(&folder, "a.csv", text);
            done(&["import", &file, &csv, "--from", "answers"]);
            seen += 1;
        }
    }
    assert!(15 < seen, "{seen} words found");
    for grade in ["sans preuve", "déclaré", "document interne", "E2", "3"] {
        let (folder, file) = rennes();
        let csv = written(&folder, "a.csv", format!("id;value;preuve\nGOV-01;2;{grade}\n"));
        done(&["import", &file, &csv, "--from", "answers"]);
    }
}

#[test]
fn the_excerpts_of_the_format_guide_are_of_the_worked_example() {
    let excerpts = blocks(FORMAT, "text");
    assert_eq!(excerpts.len(), 2);
    for line in excerpts.iter().flat_map(|excerpt| excerpt.lines()) {
        let mut rest = EXAMPLE;
        for part in line.split('…') {
            let Some((_, after)) = rest.split_once(part) else {
                panic!("the worked example has no `{line}`");
            };
            rest = after;
        }
    }
}
