"""How well contradictions are found, measured end to end: reports that are consistent by construction, and slips put
into them. Run with ``make bench-proof``. Nothing here is read from, or written for, any published report.

    printed, relations   a printed figure, and what must hold between printed figures, with arithmetic of its own
    draft                a report as it is written: every figure says what it states, so the relations follow
    phrases, tables      the sentences and tables that all manners share; manners/ has the reports themselves
    city                 the demo city's report as such a draft
    slips                errors that are put in
    files, places        the report written in every format, and where its figures stand when it is read again
    counting             what was found, what was not, what was found that is not there
    speed                seconds, and how they grow with the pages
"""
