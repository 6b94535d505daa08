//! Reference tables that come with the program: territories, countries, zones, and what is known
//! of them. Each has a source, a date and a licence ([`credits`]); nothing here opens a file.
//!
//! The tables are built by `assets/reference/build/build.py`; see `assets/reference/README.md`.

mod country;
mod credit;
mod fold;
mod place;
mod search;
mod table;
mod zone;

pub use country::{
    Border, Continent, Country, DacGroup, EuStatus, Francophonie, Point, UnRegion, countries,
    country,
};
pub use credit::{Credit, credits};
pub use fold::fold;
pub use place::{find_place, place_name, search_places};
pub use zone::{Zone, zone, zones};
