"""What memcon knows of the world: states, organisations, officials with dates, places, codes (TSV)."""

from memcon.knowledge.loader import Knowledge, load
from memcon.knowledge.tables import City, Holder, Institution, Organisation, Person, State

__all__ = ["City", "Holder", "Institution", "Knowledge", "Organisation", "Person", "State", "load"]
