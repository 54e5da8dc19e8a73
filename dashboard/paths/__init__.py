"""Routes and hand-overs: who is asked, how long each stage waits, which step answers, loops."""
