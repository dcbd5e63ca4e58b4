"""Times: the publication day, and the days that the time expressions of a report stand for."""
