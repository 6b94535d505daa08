//! Reference tables that come with the program: territories, countries, zones, and what is known
//! of them. Each has a source, a date and a licence ([`credits`]); nothing here opens a file.
//!
//! The tables are built by `assets/reference/build/build.py`; see `assets/reference/README.md`.

mod country;
mod credit;
mod device;
mod division;
mod fold;
mod glossary;
mod location;
mod manual;
mod network;
mod place;
mod projection;
mod requirement;
mod search;
mod size_class;
mod survey;
mod table;
mod territory;
mod territory_search;
mod town;
mod world;
mod zone;

pub use country::{
    Border, Continent, Country, DacGroup, EuStatus, Francophonie, Point, UnRegion, countries,
    country,
};
pub use credit::{Credit, credits};
pub use device::{Device, device, devices};
pub use division::{Departement, Region, Rrma, borders, departements, regions, rrma};
pub use fold::fold;
pub use glossary::{Term, TermSource, glossary, glossary_in_order, term, terms_in};
pub use location::{Location, locate};
pub use manual::{Chapter, Passage, Run, Weight, guide, handout, words};
pub use network::{CreativeCity, Network, Scope, creative_city, networks};
pub use place::{find_place, place_name, search_places};
pub use projection::{Flat, Land, equal_earth, lands, sphere};
pub use requirement::{Requirement, may_be_old};
pub use size_class::{PeerGroup, SizeClass, size_class, size_classes};
pub use survey::{
    Finding, STUDY_THRESHOLD, SURVEY_REPLIES, SURVEY_YEAR, SurveyRange, against_threshold, finding,
    findings, survey_range, survey_ranges,
};
pub(crate) use table::inflate_bytes;
pub use territory::{Figure, Member, Profile, members, official_codes, territory};
pub use territory_search::{TerritoryHit, prepare_search, search_territories};
pub use town::{Town, find_town, find_town_near, find_towns, search_towns};
pub use world::{Outline, Polygon, world};
pub use zone::{Zone, zone, zones};
