"""Executive summary: is it going well, and what needs deciding?"""

from dashboard import summary, summary_cards, view

page = view.current()

summary_cards.draw(summary.summary(page), page)
