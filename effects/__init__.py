"""What a rule or an act does to the law: its amending instructions read, executed on a base, and accounted for."""
