"""geometry stub"""
def geometry_findings(galley, laid, job):
    return []
