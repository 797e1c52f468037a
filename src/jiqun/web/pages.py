"""Every page of ours, and who may open it."""

from __future__ import annotations

from django.urls import URLPattern

from jiqun.procedure.roles import FOUNDS, INVITERS, OFFICIALS, Role
from jiqun.web import (
    administration,
    agenda,
    desk,
    documents,
    enterprises,
    formality,
    incidents,
    invitations,
    ledger,
    operator,
    papers,
    people,
    public,
    registers,
    reviewing,
    round_wizard,
    rounds,
    served,
    site,
)
from jiqun.web.routes import PUBLIC, SIGNED_IN, page, roles

OFFICE = (Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
ON_CASES = roles(Role.OPERATOR, *OFFICE)
OPERATOR = roles(Role.OPERATOR)
REGISTRARS = roles(Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)
ENTERPRISE_INVITERS = roles(Role.OPERATOR, Role.DISTRICT_OFFICER)
ENTERPRISE = roles(Role.ENTERPRISE)
KEEPERS = roles(Role.OPERATOR, Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER)

AUDITOR = roles(Role.AUDITOR)
ADMINISTRATOR = roles(Role.ADMINISTRATOR)
LOOK_AFTER = roles(*INVITERS)
WRITERS = roles(Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER)
FOUNDERS = roles(*FOUNDS)
CLOSERS = roles(Role.ADMINISTRATOR, Role.DISTRICT_OFFICER)

PAGES: list[URLPattern] = [
    page("", public.home, PUBLIC),
    page("clusters/", public.clusters, PUBLIC),
    page("clusters/<str:number>/", public.cluster, PUBLIC),
    page("notices/", public.notices, PUBLIC),
    page("notices/<int:round_id>/", public.notice, PUBLIC),
    page("notices/<int:round_id>/files/<str:sha256>/", public.notice_download, PUBLIC),
    page("procedures/", public.procedures, PUBLIC),
    page("procedures/<str:number>/", public.provision, PUBLIC),
    page("documents/", public.documents, PUBLIC),
    page("documents/<int:document_id>/", public.document, PUBLIC),
    page("documents/<int:document_id>/file/", public.document_download, PUBLIC),
    page("ledger/", ledger.public_ledger, PUBLIC),
    page("ledger/heads.json", ledger.ledger_heads, PUBLIC),
    page("verify/", ledger.verify, PUBLIC),
    page("working-days/", administration.public_days, PUBLIC),
    page("calendar/<str:secret>.ics", agenda.feed, PUBLIC),
    page("language/", site.language, PUBLIC),
    page("acting/", site.acting, SIGNED_IN),
    page("healthz", site.healthz, PUBLIC),
    page("readyz", site.readyz, PUBLIC),
    page("desk/", desk.desk, SIGNED_IN),
    page("desk/search/", desk.desk_search, SIGNED_IN),
    page("desk/cases/", desk.cases, ON_CASES),
    page("desk/cases/<int:case_id>/", desk.case, ON_CASES),
    page("desk/cases/<int:case_id>/pictures/<slug:key>.svg", desk.case_picture, ON_CASES),
    page("desk/cases/<int:case_id>/move/<slug:move>/", desk.case_move, ON_CASES),
    page("desk/cases/<int:case_id>/evidence/<int:evidence_id>/", papers.evidence_file, ON_CASES),
    page("desk/cases/<int:case_id>/letters/<int:letter_id>/<slug:lang>/", papers.letter, ON_CASES),
    page("desk/cases/<int:case_id>/receipts/<int:submission_id>/<slug:lang>/", papers.receipt, ON_CASES),
    page("desk/cases/<int:case_id>/letters/<int:letter_id>/", served.letter_page, ON_CASES),
    page("desk/cases/<int:case_id>/filings/<int:submission_id>/", served.filing, ON_CASES),
    page("desk/cases/<int:case_id>/scans/<int:scan_id>/", served.scan, ON_CASES),
    page("desk/apply/", operator.apply, OPERATOR),
    page("desk/cases/<int:case_id>/tasks/", operator.tasks, OPERATOR),
    page("desk/cases/<int:case_id>/profile/", operator.profile, OPERATOR),
    page("desk/cases/<int:case_id>/data/", operator.data, OPERATOR),
    page("desk/cases/<int:case_id>/data/upload/", operator.upload, OPERATOR),
    page("desk/cases/<int:case_id>/data/mend/", operator.mend, OPERATOR),
    page("desk/cases/<int:case_id>/data/cells/", operator.cells, OPERATOR),
    page("desk/cases/<int:case_id>/workbook/<slug:which>/", operator.workbook, OPERATOR),
    page("desk/cases/<int:case_id>/clauses/", operator.clauses, OPERATOR),
    page("desk/cases/<int:case_id>/clauses/<str:clause>/", operator.clauses, OPERATOR, name="clause"),
    page("desk/cases/<int:case_id>/evidence/", operator.evidence, OPERATOR),
    page("desk/cases/<int:case_id>/plan/", operator.plan, OPERATOR),
    page("desk/incidents/", incidents.incidents, roles(*OFFICE)),
    page("desk/incidents/new/", incidents.incident_new, WRITERS),
    page("desk/incidents/<int:incident_id>/correct/", incidents.incident_new, WRITERS, name="incident_correct"),
    page("desk/incidents/<int:incident_id>/withdraw/", incidents.incident_withdraw, WRITERS),
    page("desk/incidents/<int:incident_id>/document/", incidents.incident_paper, roles(*OFFICE)),
    *round_wizard.ROUTES,
    *rounds.ROUTES,
    *formality.ROUTES,
    *reviewing.ROUTES,
    page("desk/documents/", documents.desk_documents, roles(*OFFICE)),
    page("desk/documents/new/", documents.document_new, WRITERS),
    page("desk/documents/<int:document_id>/revise/", documents.document_new, WRITERS, name="document_replace"),
    page("desk/documents/<int:document_id>/withdraw/", documents.document_withdraw, WRITERS),
    page("desk/ledger/", ledger.desk_ledger, AUDITOR),
    page("desk/ledger/export.jsonl", ledger.ledger_export, AUDITOR),
    page("desk/ledger/check/", ledger.ledger_check, AUDITOR),
    page("desk/ledger/<int:seq>/", ledger.ledger_entry, AUDITOR),
    page("desk/ledger/<int:seq>/proof.json", ledger.ledger_proof, AUDITOR),
    page("desk/calendar/", agenda.calendar, SIGNED_IN),
    page("desk/messages/", agenda.desk_messages, SIGNED_IN),
    page("desk/messages/<int:message_id>/", agenda.message, SIGNED_IN),
    page("desk/errands/", administration.errands, ADMINISTRATOR),
    page("desk/errands/<int:errand_id>/", administration.errand, ADMINISTRATOR),
    page("desk/settings/", administration.settings, ADMINISTRATOR),
    page("desk/settings/signing-key/", administration.signing_key, ADMINISTRATOR),
    page("desk/working-days/", administration.working_days, roles(Role.MUNICIPAL_OFFICER, Role.ADMINISTRATOR)),
    page("accounts/invitation/<str:secret>/", invitations.invitation, PUBLIC),
    page("desk/account/", people.account, SIGNED_IN),
    page("desk/stand-ins/", people.stand_ins, roles(*OFFICIALS)),
    page("desk/stand-ins/<int:appointment_id>/", people.stand_ins, roles(Role.ADMINISTRATOR), name="stand_ins_of"),
    page("desk/people/", people.people, LOOK_AFTER),
    page("desk/people/new/", people.organisation_new, FOUNDERS),
    page("desk/people/<int:organisation_id>/", people.organisation, LOOK_AFTER),
    page("desk/people/<int:organisation_id>/close/", people.organisation_close, CLOSERS),
    page("desk/people/<int:organisation_id>/invite/", people.invitation_new, LOOK_AFTER),
    page("desk/people/<int:organisation_id>/invitations/<int:invitation_id>/", people.invitation_waiting, LOOK_AFTER),
    page("desk/people/<int:organisation_id>/roles/<int:appointment_id>/end/", people.role_end, LOOK_AFTER),
    page("desk/people/<int:organisation_id>/roles/<int:appointment_id>/erase/", people.person_erase, ADMINISTRATOR),
    page("desk/clusters/", registers.desk_clusters, ON_CASES),
    page("desk/clusters/new/", registers.cluster_new, REGISTRARS),
    page("desk/clusters/<int:cluster_id>/", registers.desk_cluster, ON_CASES),
    page("desk/clusters/<int:cluster_id>/boundary.svg", registers.cluster_boundary, ON_CASES),
    page("desk/clusters/<int:cluster_id>/rosters/", registers.cluster_rosters, ON_CASES),
    page("desk/clusters/<int:cluster_id>/change/", registers.cluster_change, KEEPERS),
    page("desk/clusters/<int:cluster_id>/boundary/", registers.cluster_draw, KEEPERS),
    page("desk/enterprises/", enterprises.enterprises, ON_CASES),
    page("desk/enterprises/list.csv", enterprises.enterprises_csv, ON_CASES),
    page("desk/enterprises/<int:enterprise_id>/", enterprises.enterprise, ON_CASES),
    page("desk/enterprises/<int:enterprise_id>/invite/", enterprises.enterprise_invite, ENTERPRISE_INVITERS),
    page("desk/my-enterprise/", enterprises.my_enterprise, ENTERPRISE),
    page("desk/my-enterprise/<int:roster_id>/reply/", enterprises.my_reply, ENTERPRISE),
]
