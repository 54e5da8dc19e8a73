"""The audit sample: contacts drawn by lot from those not escalated, judged by people."""
