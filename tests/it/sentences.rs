//! Each word of a sentence gets to its place: generated texts take their words in alphabetical
//! order of the placeholders, which is easy to mistake and which no type would tell.

use std::{collections::BTreeMap, fs, path::Path};

use syn::{
    ExprMethodCall, FnArg, ImplItemFn, Pat,
    visit::{self, Visit},
};

const TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The names of the words that each text takes, in order.
#[derive(Default)]
struct Texts(BTreeMap<String, Vec<String>>);

impl<'ast> Visit<'ast> for Texts {
    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let names = item.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(name) => Some(name.ident.to_string()),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        });
        self.0.insert(item.sig.ident.to_string(), names.collect());
    }
}

/// The identifiers within an expression.
#[derive(Default)]
struct Names(Vec<String>);

impl<'ast> Visit<'ast> for Names {
    /// The name of a function says what it returns, not which word it takes.
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        call.args.iter().for_each(|argument| self.visit_expr(argument));
    }

    fn visit_ident(&mut self, name: &'ast syn::Ident) {
        self.0.push(name.to_string());
    }
}

/// Calls of texts in which a word stands in the place of another.
struct Calls<'a> {
    texts: &'a Texts,
    file: String,
    checked: usize,
    wrong: Vec<String>,
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let method = call.method.to_string();
        let Some(names) = self.texts.0.get(&method).filter(|names| 1 < names.len()) else { return };
        if names.len() != call.args.len() {
            return;
        }
        self.checked += 1;
        // The count that chooses a plural is a parameter of its own, not a word.
        let words = call.args.iter().zip(names).filter(|(_, name)| *name != "count");
        for (argument, name) in words {
            let mut used = Names::default();
            used.visit_expr(argument);
            let is_own = used.0.contains(name);
            let other = names.iter().find(|other| *other != name && used.0.contains(other));
            if let Some(other) = other.filter(|_| !is_own) {
                self.wrong.push(format!("{}: {method} takes `{other}` for `{name}`", self.file));
            }
        }
    }
}

fn check(folder: &Path, calls: &mut Calls<'_>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check(&path, calls);
        } else {
            calls.file = path.display().to_string();
            calls.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
}

#[test]
fn no_word_stands_in_the_place_of_another() {
    let mut texts = Texts::default();
    texts.visit_file(&syn::parse_file(TEXTS).unwrap());
    let mut calls = Calls { texts: &texts, file: String::new(), checked: 0, wrong: Vec::new() };
    check(Path::new("src"), &mut calls);
    assert!(50 < calls.checked, "{} calls of texts with several words", calls.checked);
    assert!(calls.wrong.is_empty(), "{}", calls.wrong.join("\n"));
}
