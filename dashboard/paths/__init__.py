"""Routes and hand-overs: where escalations go, how long they wait there, who answers."""
