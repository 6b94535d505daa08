//! Storage: documents and settings on disk, never lost and never truncated.
