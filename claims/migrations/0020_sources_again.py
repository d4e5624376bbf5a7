
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0019_confirmed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=2048)),
                ('filename', models.CharField(blank=True, max_length=255)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('content', models.BinaryField(null=True)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('stance', models.CharField(blank=True, choices=[('supports', 'Supports'), ('refutes', 'Refutes'), ('context', 'Context')], max_length=10)),
                ('note', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('error_code', models.CharField(blank=True, max_length=40)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('passages', models.JSONField(blank=True, default=list)),
                ('warnings', models.JSONField(blank=True, default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(blank=True, choices=[('same', 'Unchanged'), ('present', 'The quote is still there'), ('gone', 'Quote gone'), ('dead', 'No longer at its address'), ('unknown', 'Could not be checked')], max_length=8)),
                ('detail', models.CharField(blank=True, max_length=500)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('gone', models.JSONField(blank=True, default=list)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='evidence',
            name='locator',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='evidence',
            name='standing',
            field=models.CharField(blank=True, choices=[('same', 'Unchanged'), ('present', 'The quote is still there'), ('gone', 'Quote gone'), ('dead', 'No longer at its address'), ('unknown', 'Could not be checked')], max_length=8),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='locators',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='source',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='headers',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='source',
            name='http_status',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='standing',
            field=models.CharField(blank=True, choices=[('same', 'Unchanged'), ('present', 'The quote is still there'), ('gone', 'Quote gone'), ('dead', 'No longer at its address'), ('unknown', 'Could not be checked')], max_length=8),
        ),
        migrations.AlterField(
            model_name='job',
            name='kind',
            field=models.CharField(choices=[('ingest', 'Fetch or open a submission'), ('extract', 'Split an article into claims'), ('search', 'Ask one provider about one claim'), ('rerank', 'Rank all claims by new weights'), ('reviews', 'Load the checks others have published'), ('recompare', 'Compare evidence by a new policy'), ('archive', 'Have a copy of a source archived'), ('attach', 'Fetch or open evidence'), ('recheck', 'Look at a source again')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(condition=models.Q(('url', ''), _negated=True), fields=['checked_at', 'id'], name='source_looked_at'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='attachment',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='claims.source'),
        ),
        migrations.AddField(
            model_name='recheck',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recheck',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='claims.source'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('source',), name='one_open_recheck_per_source'),
        ),
    ]
