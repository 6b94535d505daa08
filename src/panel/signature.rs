//! Whether two packs ask and score the same, told without the packs: a panel holds a short
//! signature of each question and result, so that a later pack is never compared silently.

use std::fmt::{self, Debug, Write};

use crate::{
    domain::GaugeId,
    questionnaire::{Block, BlockMembers, Choice, Kind, Pack, Question, Scoring},
};

/// A short name for how something is asked or scored; equal where it is the same, words aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature(pub u64);

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Signature {
    /// Reads it as it was written.
    pub fn parse(text: &str) -> Option<Self> {
        let right = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        right.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Self)
    }
}

/// A running FNV-1a hash of what is written into it.
struct Ink(u64);

impl Ink {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, what: &impl Debug) -> &mut Self {
        if write!(self, "{what:?};").is_err() {
            // Writing into it cannot fail; what did would be like nothing else.
            self.0 = !self.0;
        }
        self
    }

    const fn signature(&self) -> Signature {
        Signature(self.0)
    }
}

impl Write for Ink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

/// How a question is asked: which answers can be given, and to whom.
pub fn asked(question: &Question) -> Signature {
    let mut ink = Ink::new();
    answers(&mut ink, &question.kind);
    ink.add(&question.applies_if);
    ink.signature()
}

fn answers(ink: &mut Ink, kind: &Kind) {
    match kind {
        Kind::Scale(levels) => ink.add(&("scale", levels.len())),
        Kind::Choice(options) => ink.add(&("choice", choices(options))),
        Kind::YesPartlyNo { .. } => ink.add(&"yes_partly_no"),
        Kind::Multiple { options, amount } => {
            ink.add(&("multiple", choices(options), amount.is_some()))
        }
        Kind::Number { unit, includes, .. } => ink.add(&("number", unit, choices(includes))),
        Kind::Numbers(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| (&part.id, &part.unit)).collect();
            ink.add(&("numbers", parts))
        }
        Kind::Derived(from) => ink.add(&("derived", from)),
    };
}

fn choices(of: &[Choice]) -> Vec<impl Debug + '_> {
    of.iter().map(|choice| (&choice.id, choice.value, &choice.applies_if)).collect()
}

/// How a question is asked and what its answer is worth.
fn scored(pack: &Pack, question: &Question) -> Signature {
    let mut ink = Ink::new();
    ink.add(&asked(question));
    ink.add(&(&question.measure, &question.scoring, question.cap, question.weight));
    if let Scoring::Quotient(id) = &question.scoring {
        ink.add(&pack.reference(id).map(|reference| reference.value));
    }
    ink.signature()
}

/// The figure of a question in its own unit.
pub(super) fn figure(question: &Question) -> Signature {
    let mut ink = Ink::new();
    ink.add(&asked(question)).add(&question.measure);
    ink.signature()
}

/// A block, down to the questions in it.
pub(super) fn block(pack: &Pack, of: &Block) -> Signature {
    block_within(pack, of, pack.blocks.len())
}

fn block_within(pack: &Pack, of: &Block, depth: usize) -> Signature {
    let mut ink = Ink::new();
    ink.add(&of.centre_needs);
    match &of.of {
        BlockMembers::Questions => {
            let members = pack.questions.iter().filter(|q| q.block.as_ref() == Some(&of.id));
            for question in members {
                ink.add(&(&question.id, scored(pack, question)));
            }
        }
        BlockMembers::Mean(ids) => {
            for id in ids {
                let member = pack.block(id.as_str()).filter(|_| 0 < depth);
                ink.add(&(id, member.map(|member| block_within(pack, member, depth - 1))));
            }
        }
    }
    ink.signature()
}

/// The level of a block: the block, its gates and the thresholds of levels.
pub(super) fn level(pack: &Pack, of: &Block) -> Signature {
    let mut ink = Ink::new();
    ink.add(&block(pack, of));
    for level in &pack.levels.names {
        ink.add(&level.from);
    }
    for gate in &of.gates {
        ink.add(&(gate.level, &gate.when));
    }
    ink.signature()
}

/// A gauge, down to the questions it reads.
pub(super) fn gauge(pack: &Pack, id: &GaugeId) -> Signature {
    let mut ink = Ink::new();
    for question in pack.questions.iter().filter(|question| question.gauges.contains(id)) {
        ink.add(&(&question.id, scored(pack, question)));
    }
    ink.signature()
}

/// Several signatures as one.
pub(super) fn joined(of: &[Signature], more: f64) -> Signature {
    let mut ink = Ink::new();
    ink.add(&(of, more));
    ink.signature()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_nothing_and_options_do() {
        let pack = Pack::standard().unwrap();
        let question = pack.questions.iter().find(|q| matches!(q.kind, Kind::Choice(_))).unwrap();
        let mut other = question.clone();
        other.text = other.why.clone();
        assert_eq!(asked(question), asked(&other));
        if let Kind::Choice(options) = &mut other.kind {
            options.pop();
        }
        assert_ne!(asked(question), asked(&other));
    }

    #[test]
    fn a_signature_is_read_back() {
        let signature = Signature(0x00ff_1234_5678_9abc);
        assert_eq!(Signature::parse(&signature.to_string()), Some(signature));
        assert_eq!(Signature::parse("ff"), None);
        assert_eq!(Signature::parse("00ff123456789abé"), None);
    }
}
