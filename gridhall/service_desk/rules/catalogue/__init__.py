"""What a matter must say (事项目录): the fields, the rules they keep to, files, differences."""

from gridhall.service_desk.rules.catalogue.checking import (
    Fault,
    MatterProblems,
    checked,
    matter_faults,
    matter_of,
)
from gridhall.service_desk.rules.catalogue.differences import Difference, differences
from gridhall.service_desk.rules.catalogue.fields import MATERIAL, MATTER, OPTIONAL, SECTIONS
from gridhall.service_desk.rules.catalogue.files import (
    FORMAT,
    MOST_BYTES,
    CatalogueProblem,
    catalogue_json,
    read_catalogue,
)
from gridhall.service_desk.rules.catalogue.spec import (
    MaterialSpec,
    MatterSpec,
    code_words,
    codes_of,
)
from gridhall.service_desk.rules.catalogue.versions import check_day, in_force, standing

__all__ = [
    "FORMAT",
    "MATERIAL",
    "MATTER",
    "MOST_BYTES",
    "OPTIONAL",
    "SECTIONS",
    "CatalogueProblem",
    "Difference",
    "Fault",
    "MaterialSpec",
    "MatterProblems",
    "MatterSpec",
    "catalogue_json",
    "check_day",
    "checked",
    "code_words",
    "codes_of",
    "differences",
    "in_force",
    "matter_faults",
    "matter_of",
    "read_catalogue",
    "standing",
]
