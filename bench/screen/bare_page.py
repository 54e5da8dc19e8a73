"""The page that every other one is held against: one static chart and something to change."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Bare", layout="wide")
st.title("Bare")
week = st.selectbox("Week", ["A", "B"], key="week")
figure = go.Figure(go.Scatter(y=[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2]))
st.plotly_chart(figure, config={"staticPlot": True})
st.caption(f"Shown: {week}")
