//! Answers of two sides: what only one changed, what both say alike, and what they do not.

use std::collections::BTreeSet;

use crate::domain::{
    Answer, QuestionId, State, Target,
    voice::{hull, sources, unite},
};

use super::{How, Merging, Subject, journal::Last, text};

impl Merging<'_> {
    pub(super) fn answers(&mut self) {
        let ids: BTreeSet<QuestionId> =
            self.ours.answers.keys().chain(self.theirs.answers.keys()).cloned().collect();
        for id in ids {
            self.answer(&id);
        }
    }

    fn answer(&mut self, id: &QuestionId) {
        let none = Answer::default();
        let of = |from: Option<&Answer>| from.cloned().unwrap_or_default();
        let ours = of(self.ours.answers.get(id));
        let theirs = of(self.theirs.answers.get(id));
        let base = self.base.map(|base| of(base.answers.get(id)));
        if ours == theirs {
            self.merged.identical += usize::from(ours.state.is_settled());
            return;
        }
        let blank = |one: &Answer| one.is_blank();
        if let Some(one) = super::changed(base.as_ref(), &ours, &theirs, blank) {
            if *one != ours {
                let how = match (ours.state.is_settled(), theirs.state.is_settled()) {
                    (false, _) => How::New,
                    (true, true) => How::Changed,
                    (true, false) => How::Removed,
                };
                self.set(id, how, &ours, theirs);
            }
            return;
        }
        let base = base.unwrap_or(none);
        let target = Target::Answer(id.clone());
        let pair = Pair { base: &base, ours: &ours, theirs: &theirs };
        let names = self.names(&target, [&base, &ours, &theirs]);
        let whole = pair.beside(&names, pair.core(&self.who, &target));
        match whole {
            Ok(whole) if whole != ours => self.set(id, How::Joined, &ours, whole),
            Ok(_) => {}
            Err((ours, theirs)) => {
                self.merged.document.answers.insert(id.clone(), (*ours).clone());
                self.conflict(Subject::Answer { question: id.clone(), ours, theirs });
            }
        }
    }

    fn set(&mut self, id: &QuestionId, how: How, before: &Answer, after: Answer) {
        let (from, to) = (before.state.to_string(), after.state.to_string());
        if after.is_blank() {
            self.merged.document.answers.remove(id);
        } else {
            self.merged.document.answers.insert(id.clone(), after);
        }
        self.take(Target::Answer(id.clone()), how, from, to);
    }

    /// Who made the remarks of each side, as it stands beside them: whoever changed the answer
    /// since both began, or nobody that is known.
    fn names(&self, target: &Target, [base, ours, theirs]: [&Answer; 3]) -> [String; 2] {
        let [our_last, their_last] = &self.who;
        [(our_last, ours), (their_last, theirs)].map(|(last, answer)| {
            let who = last.who(target);
            let begun = self.begun.as_ref().map(|last| last.who(target)).unwrap_or_default();
            let (role, day) = if who != begun {
                (who.role.or_else(|| answer.role.clone()), who.day)
            } else if bare(answer) == bare(base) {
                (None, None)
            } else {
                (answer.role.clone(), None)
            };
            (self.guide.attribution)(role.as_ref(), day)
        })
    }
}

/// An answer on both sides, and as both began from.
struct Pair<'a> {
    base: &'a Answer,
    ours: &'a Answer,
    theirs: &'a Answer,
}

/// One answer, or ours and theirs.
type Whole = Result<Answer, (Box<Answer>, Box<Answer>)>;

impl Pair<'_> {
    /// Value and proof: one side's, what both say alike, or none if they do not agree.
    fn core(&self, who: &[Last; 2], target: &Target) -> Option<Answer> {
        let (ours, theirs) = (bare(self.ours), bare(self.theirs));
        let base = bare(self.base);
        if ours == theirs || theirs == base {
            return Some(ours);
        }
        if ours == base {
            return Some(theirs);
        }
        let [our_last, their_last] = who;
        let day = |last: &Last| last.who(target).day;
        let voices = || unite(self.ours.voiced(day(our_last)), self.theirs.voiced(day(their_last)));
        if ours.state == theirs.state && ours.perimeter == theirs.perimeter {
            let apart =
                ours.role != theirs.role || !ours.voices.is_empty() || !theirs.voices.is_empty();
            let apart = apart && ours.state.is_settled();
            return Some(Answer {
                year: ours.year.max(theirs.year),
                source: sources(&ours.source, &theirs.source),
                evidence: ours.evidence.max(theirs.evidence),
                role: if apart { None } else { ours.role.clone() },
                includes: ours.includes.union(&theirs.includes).cloned().collect(),
                voices: if apart { voices() } else { Vec::new() },
                decided: ours.decided || theirs.decided,
                ..ours
            });
        }
        if ours.is_shared() && theirs.is_shared() {
            return Some(shared(&ours, &theirs, voices()));
        }
        // Somebody knows what nobody knew before: an answer stands above « ne sait pas ».
        if !knows(&base.state) && (!knows(&ours.state) || !knows(&theirs.state)) {
            let (more, less) = if weight(&ours.state) < weight(&theirs.state) {
                (theirs, ours)
            } else {
                (ours, theirs)
            };
            return Some(Answer { source: sources(&more.source, &less.source), ..more });
        }
        None
    }

    /// The answer with the remarks of both sides.
    fn beside(&self, [our_name, their_name]: &[String; 2], core: Option<Answer>) -> Whole {
        let join = |of: fn(&Answer) -> &str| {
            text::joined(of(self.base), (of(self.ours), our_name), (of(self.theirs), their_name))
        };
        let (comment, note) = (join(|one| &one.comment), join(|one| &one.note));
        let review = if self.ours.review == self.base.review {
            self.theirs.review
        } else {
            self.ours.review
        };
        let with =
            |core: Answer| Answer { comment: comment.clone(), note: note.clone(), review, ..core };
        core.map(&with)
            .ok_or_else(|| (Box::new(with(bare(self.ours))), Box::new(with(bare(self.theirs)))))
    }
}

/// Both sides' voices as one answer.
pub(super) fn shared(ours: &Answer, theirs: &Answer, voices: Vec<crate::domain::Voice>) -> Answer {
    Answer {
        state: hull(voices.iter().map(|voice| &voice.state)),
        year: ours.year.max(theirs.year),
        perimeter: if ours.perimeter == theirs.perimeter { ours.perimeter } else { None },
        source: sources(&ours.source, &theirs.source),
        evidence: ours.evidence.min(theirs.evidence),
        role: None,
        includes: ours.includes.union(&theirs.includes).cloned().collect(),
        voices,
        decided: false,
        ..ours.clone()
    }
}

/// The answer without remarks.
fn bare(answer: &Answer) -> Answer {
    Answer { comment: String::new(), note: String::new(), review: false, ..answer.clone() }
}

/// Whether something is known, even that the question has no object.
const fn knows(state: &State) -> bool {
    weight(state) == 2
}

const fn weight(state: &State) -> u8 {
    match state {
        State::NotAsked => 0,
        State::Unknown => 1,
        State::Given(_) | State::Between(..) | State::NotApplicable { .. } => 2,
    }
}
