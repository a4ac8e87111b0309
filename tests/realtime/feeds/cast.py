"""People and a course, as rows."""

from models.ids import new_id
from models.rules.access import CourseRole, Role
from models.rules.accounts import email_key
from models.tables.courses import Course, CourseStaff, Lesson, Section
from models.tables.users import User
from tests.school import NOW


async def person(name: str, role: Role = Role.STUDENT) -> User:
    email = f"{name}@school.example"
    user = User(
        email=email,
        email_key=email_key(email),
        full_name=name.title(),
        role=role,
        email_verified_at=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    await user.save()
    return user


async def course_of(teacher: User, lessons: int = 3) -> tuple[Course, list[Lesson]]:
    course = await Course.create(
        title="Maps", slug=f"maps-{new_id().hex}", state="published", created_at=NOW, updated_at=NOW
    )
    await CourseStaff(course_id=course.id, user_id=teacher.id, role=CourseRole.OWNER, created_at=NOW).save()
    section = await Section.create(course_id=course.id, title="One", position=0, created_at=NOW, updated_at=NOW)
    made = [
        await Lesson.create(
            course_id=course.id,
            section_id=section.id,
            title=f"Lesson {n}",
            kind="text",
            position=n,
            created_at=NOW,
            updated_at=NOW,
        )
        for n in range(lessons)
    ]
    return course, made
