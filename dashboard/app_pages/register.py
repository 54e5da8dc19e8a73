"""Rule book: what do the rules say, and how does each of them go?"""

from dashboard.frame import view
from dashboard.reading import data
from dashboard.register import book, draw
from dashboard.revisit import rulebook

page = view.current()

if not book.rule_names(page):
    draw.no_rules(page)
else:
    entries = rulebook.entries(data.rules(page.build, page.chosen), page)
    picked = draw.picker(page)
    if picked == draw.ALL:
        draw.rules(entries, page)
    else:
        draw.rule(picked, entries, page)
