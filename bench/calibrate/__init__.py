"""How far the flags can be trusted: found where a failure is planted, silent where none is."""
