"""The measurements of performance.md, and those that show what no test may assert by a clock."""
