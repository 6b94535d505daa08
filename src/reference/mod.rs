//! Reference tables: territories, countries, towns, networks, devices; all dated and credited.
