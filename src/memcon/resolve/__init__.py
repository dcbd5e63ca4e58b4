"""Resolution: what the words found by the stages stand for, as of the report's day."""
