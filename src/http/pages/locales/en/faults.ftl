### What is wrong with what was typed into a form.
