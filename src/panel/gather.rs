//! Exact counts, kept in memory only: what a panel is made from, and never a file.
//!
//! Counts of two gatherings are added up, so that any split of the members and any order give the
//! same; how much memory they take does not depend on how many members there are.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, PackStamp, QuestionId},
    questionnaire::Pack,
    scoring::Assessment,
};

use super::{
    Group, LEAST_K, MOST_K, PackName, Panel, Peer,
    measure::Measure,
    place::Case,
    protect,
    signature::{Signature, asked},
};

/// What a pack has counted.
#[derive(Debug)]
pub struct Measures {
    pack: Arc<Pack>,
    name: PackName,
    all: Vec<Measure>,
    questions: BTreeMap<QuestionId, Signature>,
}

/// What one diagnostic adds to the counts: its groups, its year, and a category for each measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    peer: Peer,
    year: i16,
    /// For each measure one more than the category; 0 for none.
    categories: Box<[u16]>,
}

/// The exact counts of many diagnostics made with one pack.
#[derive(Clone, Debug)]
pub struct Gathered {
    measures: Arc<Measures>,
    years: Option<(i16, i16)>,
    /// For each kind of member and each measure, how many stand in each category.
    counts: BTreeMap<Peer, Vec<Vec<u32>>>,
}

impl Measures {
    /// What this pack, of which documents bear this stamp, has counted.
    pub fn of(pack: &Arc<Pack>, stamp: &PackStamp) -> Arc<Self> {
        let name = PackName {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: stamp.hash.to_string(),
        };
        let questions = pack.questions.iter().map(|q| (q.id.clone(), asked(q))).collect();
        Arc::new(Self { pack: Arc::clone(pack), name, all: Measure::all(pack), questions })
    }

    /// The pack.
    pub const fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The pack's name.
    pub const fn name(&self) -> &PackName {
        &self.name
    }

    /// The signature of every question.
    pub(super) const fn questions(&self) -> &BTreeMap<QuestionId, Signature> {
        &self.questions
    }

    /// The measures.
    pub(super) fn all(&self) -> &[Measure] {
        &self.all
    }

    /// What a diagnostic made with the pack adds.
    pub fn contribution(&self, diagnostic: &Diagnostic, assessment: &Assessment) -> Contribution {
        let case = Case { pack: &self.pack, diagnostic, assessment };
        let category = |measure: &Measure| {
            let category = case.category(measure).and_then(|category| u16::try_from(category).ok());
            category.map_or(0, |category| category.saturating_add(1))
        };
        Contribution {
            peer: Peer::of(&self.pack, diagnostic),
            year: diagnostic.as_of.year(),
            categories: self.all.iter().map(category).collect(),
        }
    }
}

impl Contribution {
    /// The groups of the member.
    pub const fn peer(&self) -> Peer {
        self.peer
    }
}

impl Gathered {
    /// Nothing yet.
    pub const fn new(measures: Arc<Measures>) -> Self {
        Self { measures, years: None, counts: BTreeMap::new() }
    }

    /// What is counted.
    pub const fn measures(&self) -> &Arc<Measures> {
        &self.measures
    }

    /// How many members there are.
    pub fn members(&self) -> u32 {
        let each = self.counts.values().filter_map(|of| of.first());
        each.flatten().sum()
    }

    /// Counts one more member.
    pub fn add(&mut self, member: &Contribution) {
        let counts = self.counts_of(member.peer);
        for (count, category) in counts.iter_mut().zip(&member.categories) {
            let category = category.checked_sub(1).map(usize::from);
            if let Some(count) = category.and_then(|category| count.get_mut(category)) {
                *count += 1;
            }
        }
        self.see((member.year, member.year));
    }

    /// Adds the counts of other members, who may have been asked with another pack: then only what
    /// is asked and scored the same is counted, and the members themselves.
    pub fn merge(&mut self, other: &Self) {
        let own = Arc::clone(&self.measures);
        let same = own.name.hash == other.measures.name.hash;
        let from: Vec<Option<usize>> = own
            .all
            .iter()
            .enumerate()
            .map(|(at, measure)| {
                let like = |one: &Measure| one.key == measure.key && one.like == measure.like;
                if same { Some(at) } else { other.measures.all.iter().position(like) }
            })
            .collect();
        for (peer, theirs) in &other.counts {
            let counts = self.counts_of(*peer);
            for (count, from) in counts.iter_mut().zip(&from) {
                let more = from.and_then(|from| theirs.get(from)).into_iter().flatten();
                for (count, more) in count.iter_mut().zip(more) {
                    *count += more;
                }
            }
        }
        if let Some(years) = other.years {
            self.see(years);
        }
    }

    fn counts_of(&mut self, peer: Peer) -> &mut Vec<Vec<u32>> {
        let all = &self.measures.all;
        let none = || all.iter().map(|measure| vec![0; measure.scale.len()]).collect();
        self.counts.entry(peer).or_insert_with(none)
    }

    fn see(&mut self, (first, last): (i16, i16)) {
        let (a, b) = self.years.unwrap_or((first, last));
        self.years = Some((a.min(first), b.max(last)));
    }

    /// How many members of each group stand in each category of a measure.
    fn by_group(&self, measure: usize) -> BTreeMap<Group, Vec<u32>> {
        let mut groups: BTreeMap<Group, Vec<u32>> = BTreeMap::new();
        for (peer, counts) in &self.counts {
            let Some(count) = counts.get(measure) else { continue };
            for group in peer.groups() {
                let sum = groups.entry(group).or_insert_with(|| vec![0; count.len()]);
                for (sum, more) in sum.iter_mut().zip(count) {
                    *sum += more;
                }
            }
        }
        groups
    }

    /// What can be told of the members so that no count of answers is under `k` and none can be had
    /// by subtraction; `None` if there are fewer than `k` members.
    pub fn publish(&self, k: u32, day: Date) -> Option<Panel> {
        let k = k.clamp(LEAST_K, MOST_K);
        let years = self.years?;
        let mut measures = BTreeMap::new();
        // The groups whose members are not told are told nothing of.
        let mut allowed = Group::every();
        for (at, measure) in self.measures.all.iter().enumerate() {
            let mut groups = self.by_group(at);
            groups.retain(|group, _| allowed.contains(group));
            let Some(told) = protect::told(measure, &groups, k) else { continue };
            if at == 0 {
                allowed.retain(|group| told.groups.contains_key(group));
            }
            measures.insert(measure.key.clone(), told);
        }
        let panel = Panel {
            k,
            day,
            years,
            pack: self.measures.name.clone(),
            joined: 1,
            questions: self.measures.questions.clone(),
            measures,
        };
        (0 < panel.members(Group::All)).then_some(panel)
    }
}
