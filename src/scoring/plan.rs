//! What is made of what: blocks and gauges as places in the pack's lists, found once.

use crate::{
    domain::BlockId,
    questionnaire::{Block, BlockMembers, Pack, Part},
};

/// The members of every block and gauge of a pack.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The members of each block, in the pack's order.
    pub(super) blocks: Vec<Members>,
    /// Every block that can be computed, each after its members.
    pub(super) order: Vec<usize>,
    /// The questions of each gauge: action and mobilization only.
    pub(super) gauges: Vec<Vec<usize>>,
    /// The blocks that each block is a member of, near ones first.
    above: Vec<Vec<usize>>,
    /// The block of each question.
    block_of: Vec<Option<usize>>,
}

/// What a block is the mean of.
#[derive(Clone, Debug)]
pub(super) enum Members {
    /// Questions, by their weights.
    Questions(Vec<usize>),
    /// Other blocks.
    Blocks(Vec<usize>),
}

impl Plan {
    pub(super) fn of(pack: &Pack) -> Self {
        let block_of: Vec<Option<usize>> = pack
            .questions
            .iter()
            .map(|question| pack.block_index(question.block.as_ref()?.as_str()))
            .collect();
        let mut own = vec![Vec::new(); pack.blocks.len()];
        for (question, block) in block_of.iter().enumerate() {
            if let Some(own) = block.and_then(|block| own.get_mut(block)) {
                own.push(question);
            }
        }
        let members = |(block, own): (&Block, Vec<usize>)| match &block.of {
            BlockMembers::Questions => Members::Questions(own),
            BlockMembers::Mean(ids) => Members::Blocks(places(pack, ids)),
        };
        let blocks: Vec<Members> = pack.blocks.iter().zip(own).map(members).collect();
        let order = order(pack, &blocks);
        let above = (0..blocks.len()).map(|block| above(&blocks, &order, block)).collect();
        Self { gauges: gauges(pack), order, above, block_of, blocks }
    }

    /// The block of a question and every block that it reaches, in the order of computing.
    pub(super) fn reached_by(&self, question: usize) -> Vec<usize> {
        let Some(block) = self.block_of.get(question).copied().flatten() else { return Vec::new() };
        let above = self.above.get(block).into_iter().flatten().copied();
        std::iter::once(block).chain(above).collect()
    }
}

fn places(pack: &Pack, ids: &[BlockId]) -> Vec<usize> {
    ids.iter().filter_map(|id| pack.block_index(id.as_str())).collect()
}

/// Blocks after their members; those that contain themselves, which the linter refuses, are left.
fn order(pack: &Pack, blocks: &[Members]) -> Vec<usize> {
    let mut order = Vec::with_capacity(blocks.len());
    for _ in 0..=pack.blocks.len() {
        for (index, members) in blocks.iter().enumerate() {
            let ready = match members {
                Members::Questions(_) => true,
                Members::Blocks(members) => members.iter().all(|member| order.contains(member)),
            };
            if ready && !order.contains(&index) {
                order.push(index);
            }
        }
    }
    order
}

fn above(blocks: &[Members], order: &[usize], block: usize) -> Vec<usize> {
    let mut above = vec![block];
    for index in order {
        if let Some(Members::Blocks(members)) = blocks.get(*index)
            && members.iter().any(|member| above.contains(member))
        {
            above.push(*index);
        }
    }
    above.remove(0);
    above
}

fn gauges(pack: &Pack) -> Vec<Vec<usize>> {
    let mut gauges = vec![Vec::new(); pack.gauges.len()];
    for (index, question) in pack.questions.iter().enumerate() {
        if !matches!(question.part, Part::Mobilisation | Part::Action) {
            continue;
        }
        for (gauge, own) in pack.gauges.iter().zip(&mut gauges) {
            if question.gauges.contains(&gauge.id) {
                own.push(index);
            }
        }
    }
    gauges
}
