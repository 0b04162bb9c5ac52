import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('checklists', '0001_initial'),
        ('checklists', '0002_initial'),
        ('checklists', '0003_levels'),
        ('checklists', '0004_template_editions'),
        ('checklists', '0005_withdrawn'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
            ],
            options={
                'verbose_name': 'sjekkliste',
                'verbose_name_plural': 'sjekklister',
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='plass')),
                ('section', models.CharField(max_length=120, verbose_name='del')),
                ('text', models.CharField(max_length=300, verbose_name='hva')),
                ('with_levels', models.BooleanField(default=False, editable=False, verbose_name='med nivåer')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='utført')),
                ('level', models.CharField(blank=True, choices=[('shown', 'vist'), ('together', 'gjort sammen'), ('alone', 'gjort selv')], max_length=10, verbose_name='nivå')),
                ('shown_by', models.CharField(blank=True, help_text='Navnet på den som viste deg dette.', max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='vist av')),
                ('note', models.CharField(blank=True, max_length=500, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='notat')),
                ('not_relevant', models.BooleanField(default=False, verbose_name='ikke aktuelt')),
                ('ticked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='checklists.checklist')),
                ('ticked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sjekkpunkt',
                'verbose_name_plural': 'sjekkpunkter',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('checklist', 'position'), name='items_have_their_place', violation_error_message='Sjekklisten har allerede et punkt på denne plassen.'), models.CheckConstraint(condition=models.Q(('done_on', None), ('not_relevant', False), _connector='OR'), name='item_done_or_not_relevant', violation_error_message='Et punkt kan ikke både være utført og ikke aktuelt.'), models.CheckConstraint(condition=models.Q(('shown_by', ''), ('done_on__isnull', False), _connector='OR'), name='item_shown_by_only_when_done', violation_error_message='Fyll inn når det ble gjort, når du skriver hvem som viste det.'), models.CheckConstraint(condition=models.Q(('level', ''), ('done_on__isnull', False), _connector='OR'), name='item_level_only_when_done', violation_error_message='Fyll inn når det ble gjort, når du velger hvor langt dere kom.'), models.CheckConstraint(condition=models.Q(models.Q(('with_levels', True), models.Q(('done_on', None), models.Q(('level', ''), _negated=True), _connector='OR')), models.Q(('level', ''), ('with_levels', False)), _connector='OR'), name='item_level_where_asked_for', violation_error_message='Velg hvor langt dere kom.'), models.CheckConstraint(condition=models.Q(models.Q(('ticked_at', None), ('ticked_by', None)), models.Q(('ticked_at__isnull', False), ('ticked_by__isnull', False)), _connector='OR'), name='item_ticked_by_and_at', violation_error_message='Hvem som krysset av, og når, må stå sammen.')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('new_hire', 'nytilsatt'), ('witness', 'mentor eller leder')], max_length=10, verbose_name='part')),
                ('signer_name', models.CharField(max_length=120, verbose_name='navn')),
                ('signed_at', models.DateTimeField(verbose_name='signert')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='checklists.checklist')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'signatur',
                'verbose_name_plural': 'signaturer',
                'constraints': [models.UniqueConstraint(fields=('checklist', 'side'), name='one_signature_a_side', violation_error_message='Denne parten har allerede signert.')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, verbose_name='kortnavn')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('description', models.TextField(blank=True, verbose_name='beskrivelse')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='kilde')),
                ('edition', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='versjon')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='publisert')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='tatt ut av bruk')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('rows', models.JSONField(blank=True, default=list, help_text='Liste av {section, text, levels}.', verbose_name='rader')),
                ('copied_from', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='checklists.checklisttemplate')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='people.municipality', verbose_name='kommune')),
            ],
            options={
                'verbose_name': 'sjekklistemal',
                'verbose_name_plural': 'sjekklistemaler',
                'ordering': ['name', '-edition'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('municipality', 'slug', 'edition'), name='checklisttemplate_editions_are_numbered', violation_error_message='Malen har allerede en versjon med dette nummeret.'), models.UniqueConstraint(condition=models.Q(('municipality', None)), fields=('slug',), name='shared_checklisttemplate_slugs_are_unique', violation_error_message='Det finnes allerede en mal med dette kortnavnet.'), models.UniqueConstraint(condition=models.Q(('municipality__isnull', False), ('published_at', None)), fields=('municipality', 'slug'), name='one_draft_a_checklisttemplate', violation_error_message='Malen har allerede et utkast.')],
            },
        ),
    ]
