"""An enterprise's own account, and its word on what was reported about it (Article 2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.people.invitations import invite
from jiqun.desk.may import NotThere, clusters_of, listings_of, only, the_enterprise
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Appointment, Cluster, DataReply, Enterprise, Invitation, Listing, Organisation, Person

LONGEST = 4000


def invite_enterprise(
    *, enterprise: int, email: str, name: str, lang: str, by: Actor, at: datetime
) -> tuple[Invitation, str]:
    """Offer an account to an enterprise of one's rosters; its organisation is entered with the first invitation.

    The enterprise itself is to confirm: nobody of the inviting body is invited, and once somebody acts for it, only the
    district invites others. Raises NotThere, Wrong. The answer is that of `invite`.
    """
    only(by, Role.OPERATOR, Role.DISTRICT_OFFICER)
    with transaction.atomic():
        firm = _listed(enterprise, by)
        refuse_if({"email": _against(firm, email, by)})
        if firm.organisation is None:
            firm.organisation = _found(firm, by, at)
            firm.save(update_fields=["organisation"])
        body = firm.organisation.pk
        return invite(email=email, name=name, organisation=body, role=Role.ENTERPRISE, lang=lang, by=by, at=at)


def reply_to_data(*, roster: int, confirmed: bool, text: str, by: Actor, at: datetime) -> DataReply:
    """Confirm, or dispute with words, what the latest roster of a cluster says about the actor's enterprise.

    A second reply to the same roster is added to the first and stands in its place. Raises NotThere, Wrong.
    """
    only(by, Role.ENTERPRISE)
    text = text.strip()
    with transaction.atomic():
        place = _place(roster, by)
        said = DataReply.objects.filter(enterprise=place.enterprise, roster=place.roster).order_by("-pk").first()
        same = said is not None and (said.confirmed, said.text) == (confirmed, text)
        lacks = _NO_WORDS if not confirmed and not text else _LONG if len(text) > LONGEST else None
        refuse_if({"text": lacks, "reply": _SAID_ALREADY if same else None})
        row = DataReply.objects.create(
            enterprise=place.enterprise, roster=place.roster, confirmed=confirmed, text=text, by_id=by.person, at=at
        )
        act = "confirm_data" if confirmed else "dispute_data"
        record(act, f"enterprise:{place.enterprise_id}", by=by, at=at, article="2", sealed=(row,))
        if not confirmed:
            _tell(row, place)
    return row


def _listed(enterprise: int, by: Actor) -> Enterprise:
    """The enterprise, held until the transaction is over; it stands on a roster of the actor's clusters."""
    the_enterprise(by, enterprise)
    here = Listing.objects.filter(enterprise=enterprise, cluster__in=clusters_of(by))
    firm = Enterprise.objects.select_for_update().filter(pk__in=here.values("enterprise")).first()
    if firm is None:
        raise NotThere
    return firm


def _against(firm: Enterprise, email: str, by: Actor) -> Bi | None:
    """Why the enterprise is not to be reached by this invitation, or None."""
    held = Appointment.objects.filter(until=None)
    if held.filter(organisation=by.organisation, person__email__iexact=email.strip()).exists():
        return _ONES_OWN
    known = firm.organisation_id is not None and held.filter(organisation=firm.organisation_id).exists()
    return _HAS_ONE if known and by.role == Role.OPERATOR else None


def _found(firm: Enterprise, by: Actor, at: datetime) -> Organisation:
    """The enterprise as an organisation. Where another body bears its credit code (an operator), it stays without."""
    taken = Organisation.objects.filter(credit_code=firm.credit_code)
    known = taken.filter(kind=Office.ENTERPRISE, closed_at=None, enterprise=None).first()
    if known is not None:
        return known
    body = Organisation.objects.create(
        kind=Office.ENTERPRISE,
        name_zh=firm.name[:200],
        district=by.district,
        credit_code=None if taken.exists() else firm.credit_code,
        created_at=at,
    )
    content = {"kind": Office.ENTERPRISE.value, "enterprise": firm.pk, "credit_code": firm.credit_code}
    record("found_organisation", f"organisation:{body.pk}", by=by, at=at, article="4", content=content)
    return body


def _place(roster: int, by: Actor) -> Listing:
    """The enterprise's place on the roster, held against a second reply at the same time."""
    here = listings_of(by).select_related("cluster", "enterprise", "roster")
    place = here.filter(roster=roster).first()
    if place is None:
        earlier = Listing.objects.filter(enterprise__organisation=by.organisation, cluster__rosters=roster)
        if earlier.exists():
            raise Wrong({"reply": _NEWER})
        raise NotThere
    Enterprise.objects.select_for_update().get(pk=place.enterprise_id)
    return place


def _tell(reply: DataReply, place: Listing) -> None:
    """A disputed figure is told to the operator who reported it, and to its district."""
    cluster = place.cluster
    words = {"firm": place.enterprise.name, "cluster": _name(cluster), "text": reply.text}
    sides = Appointment.objects.filter(organisation=cluster.operator_id, role=Role.OPERATOR, until=None)
    sides |= Appointment.objects.filter(organisation__district=cluster.district, role=Role.DISTRICT_OFFICER, until=None)
    people = Person.objects.filter(pk__in=sides.values("person"), is_active=True).order_by("pk")
    path = f"/desk/enterprises/{place.enterprise_id}/"
    tell(people, f"reply:{reply.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), path, reply.at)


def _name(cluster: Cluster) -> Bi:
    return Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)


_ONES_OWN = Bi(
    zh="这是贵单位人员的邮箱；数据应由企业自己核对，请填写企业人员的邮箱。",
    en="This is the address of somebody of your own body; the enterprise itself is to check its data.",
)
_HAS_ONE = Bi(
    zh="该企业已有账号；增加人员请联系区主管部门。",
    en="The enterprise has an account already; its district adds further people.",
)
_NO_WORDS = Bi(zh="请说明哪些数据有误，应为多少。", en="Say which data are wrong, and what they should be.")
_LONG = Bi(zh="请控制在4000字以内。", en="Keep it within 4,000 characters.")
_SAID_ALREADY = Bi(zh="您已作过同样的答复，无需重复。", en="You have replied in the same words already.")
_NEWER = Bi(
    zh="运营管理机构已报送更新的数据，请核对新的数据后答复。",
    en="The operator has filed newer data since: check those, then reply.",
)
_SUBJECT = Bi(zh="{firm}对填报数据提出异议（{cluster}）", en="{firm} disputes its data ({cluster})")
_BODY = Bi(
    zh="{firm}对“{cluster}”填报的本企业数据提出异议：\n\n{text}\n",
    en="{firm} disputes what was reported about it in {cluster}:\n\n{text}\n",
)
