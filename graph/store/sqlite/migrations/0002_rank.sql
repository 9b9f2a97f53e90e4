-- The value by which a relation is kept in order among those of its source: see rank.go. NULL where the end has no value, and for types
-- that are kept by the ids of their ends alone.
ALTER TABLE relation ADD COLUMN rank ANY;
