"""The manners of reports, by name; each makes a draft from a seed."""

from benchmarks.proof.city import city
from benchmarks.proof.manners.civil import civil
from benchmarks.proof.manners.finance import finance
from benchmarks.proof.manners.health import health
from benchmarks.proof.manners.school import school
from benchmarks.proof.manners.statistics import statistics

MANNERS = {
    "city": city, "finance": finance, "health": health, "statistics": statistics, "school": school, "civil": civil,
}  # fmt: skip
