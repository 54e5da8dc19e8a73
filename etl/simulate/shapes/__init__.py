"""The same log in the shapes that real exports have; `etl/simulate/README.md` compares them."""
