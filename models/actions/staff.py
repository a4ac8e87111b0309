"""Who teaches a course: take somebody on, change their role, let them go."""

from uuid import UUID

from tortoise.transactions import in_transaction

from models.actions.audit import Cause, record
from models.actions.locks import locked_course
from models.refusals import NotFit, NotNow, NotThere
from models.rules.access import CourseRole, Role
from models.rules.problems import Problem
from models.tables.courses import CourseStaff
from models.tables.users import User


async def take_on(course_id: UUID, email_key: str, role: CourseRole, *, cause: Cause) -> CourseStaff:
    """Give the verified holder of an address a role in the course, or change it. The owner stays the owner.

    Raises NotThere(`no_such_account`), NotFit for a student's account as co-instructor, NotNow(`is_owner`).
    """
    async with in_transaction() as tx:
        _ = await locked_course(course_id)
        user = await User.filter(email_key=email_key, is_active=True, email_verified_at__not_isnull=True).first()
        if user is None:
            raise NotThere("Nobody has proved to hold this address", code="no_such_account")
        if role is CourseRole.CO_INSTRUCTOR and user.role is Role.STUDENT:
            fault = Problem(("role",), "not_a_teacher", "A student's account can assist, but not teach.")
            raise NotFit("This account does not teach", problems=[fault])
        place = await CourseStaff.filter(course_id=course_id, user_id=user.id).first()
        if place is not None and place.role is CourseRole.OWNER:
            raise NotNow("This is the owner of the course", code="is_owner")
        before = {"role": place.role.value} if place else None
        place = place or CourseStaff(course_id=course_id, user_id=user.id, created_at=cause.now)
        place.role = role
        await place.save()
        after = {"user": str(user.id), "role": role.value}
        await record(tx, cause, "course.staff.set", "course", course_id, before=before, after=after)
    return place


async def let_go(course_id: UUID, user_id: UUID, *, cause: Cause) -> None:
    """Take somebody's role away. Raises NotThere, NotNow(`is_owner`): a course always has an owner."""
    async with in_transaction() as tx:
        _ = await locked_course(course_id)
        place = await CourseStaff.filter(course_id=course_id, user_id=user_id).first()
        if place is None:
            raise NotThere("This person does not teach the course")
        if place.role is CourseRole.OWNER:
            raise NotNow("A course always has an owner", code="is_owner")
        before = {"user": str(user_id), "role": place.role.value}
        await place.delete()
        await record(tx, cause, "course.staff.remove", "course", course_id, before=before)
