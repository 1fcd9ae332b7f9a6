"""A local AWS for tests and demonstrations: moto's server plus what this stack needs and moto lacks."""
