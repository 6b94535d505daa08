//! A pack that was checked: every id in it resolves.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use crate::domain::{
    BlockId, CarrierId, ColumnId, DimensionId, GaugeId, PackId, QuestionId, ReferenceId, RoleId,
    RuleId, TableId,
};

use super::{
    Benchmark, Block, Carrier, Coherence, Column, DeviceSpec, Dimension, Eligibility, Gauge, Group,
    LevelName, Levels, MatrixSpec, PackFile, PackPart, PackSource, PointSpec, Prefill, Problem,
    Profile, Question, Reference, Role, Rule, Severity, TableSpec, Text, TiePair, TieSource, check,
};

/// A questionnaire that can be asked and scored.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The pack's id.
    pub id: PackId,
    /// The pack's version.
    pub version: String,
    /// The pack's name.
    pub title: Text,
    /// What the pack is for.
    pub description: Text,
    /// Who wrote it.
    pub author: Text,
    /// Under what licence it may be used.
    pub licence: String,
    /// The languages it speaks, by code.
    pub languages: Vec<String>,
    /// Headings of the path.
    pub groups: Vec<Group>,
    /// Who in a territory can be asked.
    pub roles: Vec<Role>,
    /// Maturity levels.
    pub levels: Levels,
    /// Topmost blocks, never merged.
    pub indices: Vec<BlockId>,
    /// Pairs of intensity and mobilisation.
    pub ties: Vec<TiePair>,
    /// Second readings.
    pub gauges: Vec<Gauge>,
    /// Weights to explore.
    pub profiles: Vec<Profile>,
    /// What can be held against the founding study's survey.
    pub benchmarks: Vec<Benchmark>,
    /// The questions to look at every year.
    pub indicators: Vec<QuestionId>,
    /// The questions that say what the authority spends and receives.
    pub money: Vec<QuestionId>,
    /// The country matrix.
    pub matrix: Option<MatrixSpec>,
    /// Where the registers of networks and devices find their answers.
    pub eligibility: Eligibility,
    /// Themes in the order of the path.
    pub dimensions: Vec<Dimension>,
    /// Questions in the order of asking.
    pub questions: Vec<Question>,
    /// Tables, the common columns included.
    pub tables: Vec<TableSpec>,
    /// Scored groups.
    pub blocks: Vec<Block>,
    /// Reference values.
    pub references: Vec<Reference>,
    /// Rules that turn answers into advice.
    pub rules: Vec<Rule>,
    /// The local players that can carry an action.
    pub carriers: Vec<Carrier>,
    /// What can be tested of the funding devices.
    pub devices: Vec<DeviceSpec>,
    /// Contradictions to look for between answers.
    pub coherence: Vec<Coherence>,
    /// What an élu can say.
    pub speaking: Vec<PointSpec>,
    source: PackSource,
    by_question: BTreeMap<QuestionId, usize>,
    by_block: BTreeMap<BlockId, usize>,
}

/// The files of the pack that comes with the program, head file first.
const STANDARD: &[(&str, &str)] = &[
    ("pack.ron", include_str!("../../templates/questionnaire/pack.ron")),
    ("ter.ron", include_str!("../../templates/questionnaire/ter.ron")),
    ("dia.ron", include_str!("../../templates/questionnaire/dia.ron")),
    ("esr.ron", include_str!("../../templates/questionnaire/esr.ron")),
    ("eco.ron", include_str!("../../templates/questionnaire/eco.ron")),
    ("ass.ron", include_str!("../../templates/questionnaire/ass.ron")),
    ("par.ron", include_str!("../../templates/questionnaire/par.ron")),
    ("res.ron", include_str!("../../templates/questionnaire/res.ron")),
    ("gov.ron", include_str!("../../templates/questionnaire/gov.ron")),
    ("moy.ron", include_str!("../../templates/questionnaire/moy.ron")),
    ("com.ron", include_str!("../../templates/questionnaire/com.ron")),
    ("for.ron", include_str!("../../templates/questionnaire/for.ron")),
    ("odd.ron", include_str!("../../templates/questionnaire/odd.ron")),
    ("rules.ron", include_str!("../../templates/questionnaire/rules.ron")),
    ("rules_action.ron", include_str!("../../templates/questionnaire/rules_action.ron")),
    ("rules_people.ron", include_str!("../../templates/questionnaire/rules_people.ron")),
    ("rules_means.ron", include_str!("../../templates/questionnaire/rules_means.ron")),
    ("rules_watch.ron", include_str!("../../templates/questionnaire/rules_watch.ron")),
    ("coherence.ron", include_str!("../../templates/questionnaire/coherence.ron")),
    ("speaking.ron", include_str!("../../templates/questionnaire/speaking.ron")),
];

impl Pack {
    /// The pack that comes with the program, and its source; `None` never happens in a release,
    /// since a test reads it.
    pub fn standard() -> Option<&'static Arc<Self>> {
        static PACK: OnceLock<Option<Arc<Pack>>> = OnceLock::new();
        PACK.get_or_init(|| Self::read(Self::standard_source()).ok().map(Arc::new)).as_ref()
    }

    /// The texts of the pack that comes with the program.
    pub fn standard_source() -> PackSource {
        PackSource::of(STANDARD)
    }

    /// Reads a pack, or tells every problem that keeps it from being used.
    pub fn read(source: PackSource) -> Result<Self, Vec<Problem>> {
        let (pack, problems) = Self::read_and_check(source)?;
        let errors: Vec<_> =
            problems.into_iter().filter(|p| p.severity() == Severity::Error).collect();
        if errors.is_empty() { Ok(pack) } else { Err(errors) }
    }

    /// Reads a pack and tells all its problems, warnings included; fails only if it cannot be
    /// parsed.
    pub fn read_and_check(source: PackSource) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let (head, parts) = source.parse()?;
        let pack = Self::assemble(head, parts, source);
        let problems = check(&pack);
        Ok((pack, problems))
    }

    fn assemble(mut head: PackFile, parts: Vec<PackPart>, source: PackSource) -> Self {
        let mut all = std::mem::take(&mut head.content);
        for part in parts {
            all.dimensions.extend(part.dimensions);
            all.questions.extend(part.questions);
            all.tables.extend(part.tables);
            all.blocks.extend(part.blocks);
            all.references.extend(part.references);
            all.rules.extend(part.rules);
            all.carriers.extend(part.carriers);
            all.devices.extend(part.devices);
            all.coherence.extend(part.coherence);
            all.speaking.extend(part.speaking);
        }
        for table in &mut all.tables {
            table.columns.extend(head.common_columns.iter().cloned());
        }
        let by_question =
            all.questions.iter().enumerate().map(|(index, q)| (q.id.clone(), index)).collect();
        let by_block = all.blocks.iter().enumerate().map(|(i, b)| (b.id.clone(), i)).collect();
        Self {
            id: head.id,
            version: head.version,
            title: head.title,
            description: head.description,
            author: head.author,
            licence: head.licence,
            languages: head.languages,
            groups: head.groups,
            roles: head.roles,
            levels: head.levels,
            indices: head.indices,
            ties: head.ties,
            gauges: head.gauges,
            profiles: head.profiles,
            benchmarks: head.benchmarks,
            indicators: head.indicators,
            money: head.money,
            matrix: head.matrix,
            eligibility: head.eligibility,
            dimensions: all.dimensions,
            questions: all.questions,
            tables: all.tables,
            blocks: all.blocks,
            references: all.references,
            rules: all.rules,
            carriers: all.carriers,
            devices: all.devices,
            coherence: all.coherence,
            speaking: all.speaking,
            source,
            by_question,
            by_block,
        }
    }

    /// The texts the pack was read from.
    pub const fn source(&self) -> &PackSource {
        &self.source
    }

    /// A question by id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.question_index(id).and_then(|index| self.questions.get(index))
    }

    /// Where a question stands in the order of asking.
    pub fn question_index(&self, id: &str) -> Option<usize> {
        self.by_question.get(id).copied()
    }

    /// The question that the reference tables answer with this of a territory.
    pub fn prefilled(&self, what: Prefill) -> Option<&Question> {
        self.questions.iter().find(|question| question.prefill == Some(what))
    }

    /// A block by id.
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.block_index(id).and_then(|index| self.blocks.get(index))
    }

    /// Where a block stands in the author's order.
    pub fn block_index(&self, id: &str) -> Option<usize> {
        self.by_block.get(id).copied()
    }

    /// A dimension by id.
    pub fn dimension(&self, id: &DimensionId) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// The questions of a dimension, in the order of asking.
    pub fn questions_of<'a>(&'a self, id: &'a DimensionId) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(move |question| question.dimension == *id)
    }

    /// A table by id.
    pub fn table(&self, id: &str) -> Option<&TableSpec> {
        self.tables.iter().find(|table| table.id == *id)
    }

    /// The dimension with which a table is filled.
    pub fn dimension_of_table(&self, id: &TableId) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.tables.contains(id))
    }

    /// A gauge by id.
    pub fn gauge(&self, id: &GaugeId) -> Option<&Gauge> {
        self.gauges.iter().find(|gauge| gauge.id == *id)
    }

    /// A reference value by id.
    pub fn reference(&self, id: &ReferenceId) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.id == *id)
    }

    /// A role by id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// A rule by id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// A family of local players by id.
    pub fn carrier(&self, id: &CarrierId) -> Option<&Carrier> {
        self.carriers.iter().find(|carrier| carrier.id == *id)
    }

    /// A maturity level by its number, from 0.
    pub fn level(&self, level: u8) -> Option<&LevelName> {
        self.levels.names.get(usize::from(level))
    }
}

/// Counts of people below this never leave the authority.
pub const LEAST_COUNT: f64 = 11.0;

impl Pack {
    /// Whether a column holds numbers of people by country, which exports mask when small.
    pub fn counts_people(&self, table: &TableId, column: &ColumnId) -> bool {
        self.counted(table).is_some_and(|(count, ..)| count == column)
    }

    /// Of a table that counts people by country: the column of counts, that of measures which must
    /// not be added up, and that of periods of which only the latest counts.
    pub fn counted(
        &self,
        table: &TableId,
    ) -> Option<(&ColumnId, Option<&ColumnId>, Option<&ColumnId>)> {
        self.matrix.as_ref()?.ties.iter().find_map(|tie| match &tie.source {
            TieSource::CountPer { table: of, count, measure, latest, .. } if of == table => {
                Some((count, measure.as_ref(), latest.as_ref()))
            }
            _ => None,
        })
    }
}

impl TableSpec {
    /// A column by id.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == *id)
    }
}
