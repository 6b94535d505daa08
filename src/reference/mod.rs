//! Reference tables that come with the program: territories, countries, zones, and what is known
//! of them. Each has a source, a date and a licence ([`credits`]); nothing here opens a file.
//!
//! The tables are built by `assets/reference/build/build.py`; see `assets/reference/README.md`.

mod country;
mod credit;
mod division;
mod fold;
mod place;
mod search;
mod table;
mod territory;
mod territory_search;
mod zone;

pub use country::{
    Border, Continent, Country, DacGroup, EuStatus, Francophonie, Point, UnRegion, countries,
    country,
};
pub use credit::{Credit, credits};
pub use division::{Departement, Region, Rrma, departements, regions, rrma};
pub use fold::fold;
pub use place::{find_place, place_name, search_places};
pub use territory::{Figure, Member, Profile, members, territory};
pub use territory_search::{TerritoryHit, search_territories};
pub use zone::{Zone, zone, zones};
