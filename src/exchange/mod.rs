//! Exchange: answers and tables in from spreadsheets, out to others.
