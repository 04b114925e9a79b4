"""The sample school of `jiaoyan demo`, and a large one for measuring."""

from models.demo.large import big_school
from models.demo.make import make_demo
from models.demo.sample import DemoSchool, demo_school

__all__ = ["DemoSchool", "big_school", "demo_school", "make_demo"]
