"""Sample documents, modelled on real ones and written for this project; see README.md."""
