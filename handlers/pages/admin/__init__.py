"""The administrator's pages: tables with forms, rendered here, and a dashboard that its script keeps moving."""
