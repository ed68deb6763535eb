"""Who held what, when, and how sure: claims become observations, observations probabilities over time.

`docs/method/control.md` derives the method.
"""

from tawatur.control.groups import Group, groups_across
from tawatur.control.parameters import Origin, origins, parameters
from tawatur.control.timeline import Wanted, controls

__all__ = ["Group", "Origin", "Wanted", "controls", "groups_across", "origins", "parameters"]
