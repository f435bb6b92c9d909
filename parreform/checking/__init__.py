"""The checks by what they look at; `parreform.checks` names them all."""
