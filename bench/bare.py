"""The least DRF does for "take the next claim": one look-up of a person, one lease.

A WSGI application of its own on the database of the workbench, to measure beside it.
"""

from __future__ import annotations

import os
from datetime import timedelta

import dj_database_url
import django
from django.conf import settings

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["*"],
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)
    },
    REST_FRAMEWORK={
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]
    },
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.db.models import F, Value  # noqa: E402
from django.db.models.functions import Now  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework.authentication import BaseAuthentication  # noqa: E402
from rest_framework.permissions import IsAuthenticated  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.serializers import ModelSerializer  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

#: As long as the workbench's: what has run out would be given back before it is served.
LEASE = timedelta(minutes=30)


class Claim(models.Model):
    status = models.CharField(max_length=12)
    in_trash = models.BooleanField()
    version = models.IntegerField()
    priority = models.IntegerField()
    check_worthiness = models.DecimalField(max_digits=3, decimal_places=2)
    surface = models.TextField()
    statement = models.TextField()
    readback = models.TextField()
    holder = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    held_until = models.DateTimeField(null=True)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "claims_claim"

    def __str__(self) -> str:
        return self.statement


class Person(BaseAuthentication):
    def authenticate(self, request):
        name = request.headers.get("Authorization", "").removeprefix("Bearer ")
        user = User.objects.filter(username=name).first()
        return (user, None) if user else None


class Bare(ModelSerializer):
    class Meta:
        model = Claim
        fields = "__all__"


class Next(APIView):
    authentication_classes = [Person]
    permission_classes = [IsAuthenticated]

    def post(self, request):
        order = F("priority").desc(), F("check_worthiness").desc(), "id"
        with transaction.atomic():
            rows = Claim.objects.filter(status="ready", in_trash=False).order_by(*order)
            claim = rows.select_for_update(skip_locked=True).first()
            claim.status, claim.holder = "in_review", request.user
            Claim.objects.filter(pk=claim.pk).update(
                status=Value("in_review"),
                version=F("version") + 1,
                holder=request.user,
                held_until=Now() + LEASE,
            )
        return Response(Bare(claim).data)


urlpatterns = [path("next/", Next.as_view())]
application = get_wsgi_application()
