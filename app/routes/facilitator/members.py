"""Who else may run this conference or read its summary."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.accounts import add_member, change_role, create_account, new_password, remove_member, restore_member
from app.domain.errors import Refused
from app.forms.accounts import MemberForm, RoleForm
from app.models import Account
from app.queries.conferences import account_known_in, account_with_email, members_of, membership_of
from app.routes.facilitator import blueprint
from app.routes.signed_in import real_only


@blueprint.get("/members", endpoint="members")
@real_only
def index() -> ResponseReturnValue:
    return _page()


@blueprint.post("/members", endpoint="add_member")
@real_only
def create() -> ResponseReturnValue:
    form = MemberForm(request.form)
    if not form.validate():
        return _page(form), 422
    member, password = account_with_email(form.email.data or ""), ""
    try:
        if member is None:
            password = new_password()
            member = _new_account(form, password)
        elif membership_of(member, g.conference.id) is not None:
            raise Refused(_("%(name)s er med fra før. Endre rollen i lista.", name=member.name))
        add_member(g.conference, member, form.role.data, g.account)
    except Refused as refused:
        return _page(form, str(refused)), 422
    if password:  # shown on this page alone, and never again
        return _page(new_member=member, password=password)
    flash(_("%(name)s er lagt til.", name=member.name), "success")
    return redirect(url_for("facilitator.members"), 303)


def _new_account(form: MemberForm, password: str) -> Account:
    if not form.name.data:
        raise Refused(_("Ingen har konto med denne adressen. Skriv navnet også, så lager vi en."))
    return create_account(form.email.data or "", form.name.data, password)


@blueprint.post("/members/<int:account_id>/role", endpoint="change_role")
@real_only
def update(account_id: int) -> ResponseReturnValue:
    member, form = _load(account_id), RoleForm(request.form)
    if not form.validate():
        abort(400)
    try:
        change_role(g.conference, member, form.role.data, g.account)
    except Refused as refused:
        return _page(refused=str(refused)), 422
    flash(_("%(name)s har fått ny rolle.", name=member.name), "success")
    return redirect(url_for("account.conferences" if member.id == g.account.id else "facilitator.members"), 303)


@blueprint.post("/members/<int:account_id>/removal", endpoint="remove_member")
@real_only
def remove(account_id: int) -> ResponseReturnValue:
    member, form = _load(account_id), RoleForm(request.form)
    try:
        remove_member(g.conference, member, g.account, form.role.data if form.validate() else None)
    except Refused as refused:
        return _page(refused=str(refused)), 422
    return redirect(url_for("facilitator.members", removed=member.id), 303)


@blueprint.post("/members/<int:account_id>/restoration", endpoint="restore_member")
@real_only
def restore(account_id: int) -> ResponseReturnValue:
    member = _load(account_id)
    restore_member(g.conference, member, g.account)
    flash(_("%(name)s er med igjen.", name=member.name), "success")
    return redirect(url_for("facilitator.members"), 303)


def _load(account_id: int) -> Account:
    return account_known_in(g.conference, account_id) or abort(404)


def _page(
    form: MemberForm | None = None, refused: str = "", new_member: Account | None = None, password: str = ""
) -> str:
    removed = account_known_in(g.conference, request.args.get("removed", 0, int))
    return render_template(
        "facilitator/member/index.html",
        members=members_of(g.conference),
        form=form or MemberForm(),
        refused=refused,
        removed=removed if removed and membership_of(removed, g.conference.id) is None else None,
        new_member=new_member,
        password=password,
    )
