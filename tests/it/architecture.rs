//! The dependency direction of the modules, checked on the syntax tree.
//!
//! A layer may use only the layers and crates listed for it. To change the
//! architecture, change [`LAYERS`] and `ARCHITECTURE.md` in the same commit.

use std::{fs, path::Path};

use syn::visit::Visit;

/// One module of `src`, and what it may use.
struct Layer {
    name: &'static str,
    /// Layers below it.
    uses: &'static [&'static str],
    /// Crates and parts of `std` that would break its purpose.
    never: &'static [&'static str],
}

/// From the bottom up; a layer may use only layers listed before it.
const LAYERS: &[Layer] = &[
    Layer {
        name: "language",
        uses: &[],
        never: &["egui", "eframe", "typst", "clap", "ron", "std::fs", "std::env", "std::time"],
    },
    Layer {
        name: "domain",
        uses: &[],
        never: &["egui", "eframe", "typst", "clap", "ron", "std::fs", "std::env", "std::time"],
    },
    Layer {
        name: "reference",
        uses: &["language", "domain"],
        never: &["egui", "eframe", "typst", "clap", "std::fs", "std::env"],
    },
    Layer {
        name: "questionnaire",
        uses: &["language", "domain", "reference"],
        never: &["egui", "eframe", "typst", "clap", "std::fs", "std::env", "std::time"],
    },
    Layer {
        name: "scoring",
        uses: &["domain", "reference", "questionnaire"],
        never: &["egui", "eframe", "typst", "clap", "ron", "std::fs", "std::env", "std::time"],
    },
    Layer {
        name: "panel",
        uses: &["domain", "reference", "questionnaire", "scoring"],
        never: &["egui", "eframe", "typst", "clap", "ron", "std::fs", "std::env", "std::time"],
    },
    Layer {
        name: "advice",
        uses: &["language", "domain", "reference", "questionnaire", "scoring"],
        never: &["egui", "eframe", "typst", "clap", "ron", "std::fs", "std::env", "std::time"],
    },
    Layer {
        name: "storage",
        uses: &["language", "domain", "questionnaire"],
        never: &["egui", "eframe", "typst", "clap"],
    },
    Layer {
        name: "exchange",
        uses: &["language", "domain", "reference", "questionnaire", "scoring", "panel", "advice"],
        never: &["egui", "eframe", "typst", "clap", "std::env"],
    },
    Layer {
        name: "report",
        uses: &["language", "domain", "reference", "questionnaire", "scoring", "panel", "advice"],
        never: &["egui", "eframe", "clap", "std::fs", "std::env"],
    },
    Layer {
        name: "app",
        uses: &[
            "language",
            "domain",
            "reference",
            "questionnaire",
            "scoring",
            "panel",
            "advice",
            "storage",
            "exchange",
            "report",
        ],
        never: &["egui", "eframe", "clap", "typst"],
    },
    Layer {
        name: "cli",
        uses: &[
            "language",
            "domain",
            "reference",
            "questionnaire",
            "scoring",
            "panel",
            "advice",
            "storage",
            "exchange",
            "report",
            "app",
        ],
        never: &["egui", "eframe", "typst"],
    },
    Layer {
        name: "ui",
        // Of `exchange` what the clipboard holds, of `report` its words and its model of a brief.
        uses: &[
            "language",
            "domain",
            "reference",
            "questionnaire",
            "scoring",
            "panel",
            "advice",
            "exchange",
            "report",
            "app",
        ],
        never: &[
            "typst",
            "clap",
            "ron",
            "std::fs",
            "crate::report::pdf",
            "crate::report::render",
            "crate::report::export",
        ],
    },
];

#[test]
fn layers_only_use_what_they_may() {
    let mut problems = Vec::new();
    for Layer { name, uses, never } in LAYERS {
        for file in rust_files(&Path::new("src").join(name)) {
            for path in paths_used(&file) {
                let target =
                    path.strip_prefix("crate::").map(|rest| rest.split("::").next().unwrap());
                let upward = target.is_some_and(|t| t != *name && !uses.contains(&t));
                let escape = path.starts_with("super::super::")
                    || (path.starts_with("super::") && file.ends_with(format!("{name}/mod.rs")));
                let foreign =
                    never.iter().any(|f| path == *f || path.starts_with(&format!("{f}::")));
                if upward || foreign || escape {
                    problems.push(format!("{}: `{name}` may not use `{path}`", file.display()));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_layer_is_listed_in_reading_order() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let declared: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let listed: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(declared, listed);
}

#[test]
fn every_file_opens_with_its_purpose_and_stays_short() {
    const MAX_LINES: usize = 500;
    let mut problems = Vec::new();
    for file in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        if !(text.starts_with("//!") || text.starts_with("#![doc")) {
            problems.push(format!("{}: no `//!` line says what it is for", file.display()));
        }
        let code = text.split("#[cfg(test)]").next().unwrap().lines().count();
        if MAX_LINES < code {
            problems.push(format!("{}: {code} lines, more than {MAX_LINES}", file.display()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Every path written in `file`, `use` trees expanded, test modules left out.
fn paths_used(file: &Path) -> Vec<String> {
    let syntax = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
    let mut paths = Paths::default();
    paths.visit_file(&syntax);
    paths.0
}

#[derive(Default)]
struct Paths(Vec<String>);

impl Paths {
    fn use_tree(&mut self, prefix: &str, tree: &syn::UseTree) {
        let join =
            |name: String| if prefix.is_empty() { name } else { format!("{prefix}::{name}") };
        match tree {
            syn::UseTree::Path(path) => self.use_tree(&join(path.ident.to_string()), &path.tree),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(prefix, tree);
                }
            }
            syn::UseTree::Name(name) => self.0.push(join(name.ident.to_string())),
            syn::UseTree::Rename(name) => self.0.push(join(name.ident.to_string())),
            syn::UseTree::Glob(_) => self.0.push(join("*".to_owned())),
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.use_tree("", &item.tree);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // The arguments of a macro are mere tokens: find the paths by their text.
        let tokens = call.tokens.to_string().replace(" :: ", "::").replace(" ::", "::");
        for word in tokens.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            if word.contains("::") {
                self.0.push(word.to_owned());
            }
        }
        syn::visit::visit_macro(self, call);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.0.push(segments.join("::"));
        syn::visit::visit_path(self, path);
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
