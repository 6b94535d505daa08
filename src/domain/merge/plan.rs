//! The plan, decisions, ambitions, cover, noted weights and frozen states of two sides.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    Action, ActionField, ActionId, Diagnostic, Exploration, PlanField, Resolution, ResolutionField,
    RowId, Target,
};

use super::{
    How, Merging,
    atom::{Atom, CoverField, Field},
};

impl Merging<'_> {
    /// Merges what `of` reads of a document, under a target.
    fn each(&mut self, target: Target, of: impl Fn(&Diagnostic) -> Atom) {
        let (ours, theirs) = (of(self.ours), of(self.theirs));
        let base = self.base.map(&of);
        self.atom(target, base.as_ref(), ours, theirs);
    }

    pub(super) fn profile(&mut self) {
        let field = |name: &str| Target::Profile(name.to_owned());
        self.each(field("territory"), |of| Atom::Territory(Box::new(of.territory.clone())));
        self.each(field("as_of"), |of| Atom::AsOf(Some(of.as_of)));
        self.each(field("path"), |of| Atom::Path(Some(of.path)));
        self.merged.document.fictional |= self.theirs.fictional;
        for at in 0..6 {
            self.each(field("cover"), |of| {
                let fields = CoverField::all(&of.cover);
                let one = fields.get(at).cloned();
                Atom::Cover(one.unwrap_or_else(|| CoverField::Title(String::new())))
            });
        }
    }

    pub(super) fn plan(&mut self) {
        self.each(Target::Plan(PlanField::From), |of| Atom::From(of.plan.from));
        self.each(Target::Plan(PlanField::Until), |of| Atom::Until(of.plan.until));
        let rules: BTreeSet<_> =
            self.ours.plan.dismissed.keys().chain(self.theirs.plan.dismissed.keys()).collect();
        for rule in rules.into_iter().cloned().collect::<Vec<_>>() {
            self.each(Target::Dismissed(rule.clone()), |of| {
                Atom::Dismissed(rule.clone(), of.plan.dismissed.get(&rule).cloned())
            });
        }
        let ids: BTreeSet<ActionId> =
            all_actions(self.ours).chain(all_actions(self.theirs)).collect();
        for id in ids {
            self.action(id);
        }
        self.order_of_actions();
    }

    fn action(&mut self, id: ActionId) {
        let (ours, theirs) = (self.ours, self.theirs);
        let (Some(own), Some(other)) = (ours.plan.action(id), theirs.plan.action(id)) else {
            return self.each(Target::Action(id), |of| {
                Atom::Action(id, of.plan.action(id).cloned().map(Box::new))
            });
        };
        // An action that is new on both sides began from nothing.
        let begun = Action { id, rule: own.rule.clone(), ..Action::default() };
        let before = self.base.map(|base| base.plan.action(id).cloned().unwrap_or(begun));
        for field in ActionField::ALL {
            let of =
                |action: &Action| Atom::Field(id, Field { field, donor: Box::new(action.clone()) });
            let base = before.as_ref().map(of);
            self.atom(Target::ActionField(id, field), base.as_ref(), of(own), of(other));
        }
    }

    /// The order of the actions: that of the side which changed it, ours if both did.
    fn order_of_actions(&mut self) {
        let Some(base) = self.base else { return };
        let (before, own, other): (Vec<_>, Vec<_>, Vec<_>) = (
            all_actions(base).collect(),
            all_actions(self.ours).collect(),
            all_actions(self.theirs).collect(),
        );
        let within = |of: &[ActionId], all: &[ActionId]| -> Vec<ActionId> {
            of.iter().filter(|id| all.contains(id)).copied().collect()
        };
        let moved = |side: &[ActionId]| within(side, &before) != within(&before, side);
        match (moved(&own), moved(&other)) {
            (false, true) => {
                let place = |id: &ActionId| other.iter().position(|one| one == id);
                let actions = &mut self.merged.document.plan.actions;
                actions.sort_by_key(|action| place(&action.id).unwrap_or(usize::MAX));
                self.take(
                    Target::Plan(PlanField::Order),
                    How::Changed,
                    String::new(),
                    String::new(),
                );
            }
            (true, true) if within(&own, &other) != within(&other, &own) => {
                self.merged.kept.push(Target::Plan(PlanField::Order));
            }
            _ => {}
        }
    }

    pub(super) fn rest(&mut self) {
        let blocks: BTreeSet<_> =
            self.ours.ambitions.keys().chain(self.theirs.ambitions.keys()).cloned().collect();
        for block in blocks {
            self.each(Target::Ambition(block.clone()), |of| {
                Atom::Ambition(block.clone(), of.ambitions.get(&block).copied())
            });
        }
        let rows: BTreeSet<RowId> =
            self.ours.decisions.keys().chain(self.theirs.decisions.keys()).copied().collect();
        for row in rows {
            self.decision(row);
        }
        let points: BTreeSet<_> =
            self.ours.points.keys().chain(self.theirs.points.keys()).cloned().collect();
        for id in points {
            self.each(Target::Point(id.clone()), |of| {
                Atom::Point(id.clone(), of.points.get(&id).cloned())
            });
        }
        self.explorations();
        let ids = |of: &Diagnostic| of.frozen.iter().map(|state| state.id).collect::<Vec<_>>();
        let states: BTreeSet<_> = ids(self.ours).into_iter().chain(ids(self.theirs)).collect();
        for id in states {
            self.each(Target::frozen(id), |of| Atom::Frozen(id, of.frozen(id).cloned()));
        }
    }

    fn decision(&mut self, row: RowId) {
        let none = Resolution::default();
        let of = |of: &Diagnostic| of.decisions.get(&row).unwrap_or(&none).clone();
        self.each(Target::Decision(row, ResolutionField::Choice), |all| {
            Atom::Choice(row, of(all).choice)
        });
        self.each(Target::Decision(row, ResolutionField::Vote), |all| {
            Atom::Vote(row, of(all).vote)
        });
        self.each(Target::Decision(row, ResolutionField::Comment), |all| {
            Atom::Remark(row, of(all).comment)
        });
    }

    /// Noted weights: all of both, those of the base first.
    fn explorations(&mut self) {
        let none: &[Exploration] = &[];
        let base = self.base.map_or(none, |base| &base.explorations);
        let has = |all: &[Exploration], one: &Exploration| all.iter().any(|o| o.is_same(one));
        let (ours, theirs) = (&self.ours.explorations, &self.theirs.explorations);
        let old = base.iter().filter(|one| has(ours, one) && has(theirs, one));
        let mut new: BTreeMap<String, &Exploration> = BTreeMap::new();
        for one in ours.iter().chain(theirs).filter(|one| !has(base, one)) {
            let known = new.entry(one.to_string()).or_insert(one);
            if one.role < known.role {
                *known = one;
            }
        }
        let all: Vec<Exploration> = old.chain(new.into_values()).cloned().collect();
        if all.len() != ours.len() {
            let target = Target::Profile("explorations".to_owned());
            let (from, to) = (ours.len().to_string(), all.len().to_string());
            self.take(target, How::Joined, from, to);
        }
        self.merged.document.explorations = all;
    }
}

fn all_actions(of: &Diagnostic) -> impl Iterator<Item = ActionId> + '_ {
    of.plan.actions.iter().map(|action| action.id)
}
