"""The six stages in order: discover, parse, assemble, plan, render, publish."""
