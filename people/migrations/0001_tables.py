import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import people.models.users
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models


def create_collation(apps, schema_editor):
    """Norwegian order in PostgreSQL, which indexes below are in."""
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute("CREATE COLLATION IF NOT EXISTS nb (provider = icu, locale = 'nb-NO')")


def create_cache_table(apps, schema_editor):
    """The table that throttling of sign-in counts in."""
    call_command('createcachetable', database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    replaces = [
        ('people', '0001_initial'),
        ('people', '0002_collation_and_cache'),
        ('people', '0003_sendings_and_sessions'),
        ('people', '0004_portraits'),
        ('people', '0005_norwegian_order'),
        ('people', '0006_messages'),
        ('people', '0007_contact_cards'),
        ('people', '0008_people_by_name'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.RunPython(create_collation, migrations.RunPython.noop),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('email', people.models.users.LowercaseEmailField(blank=True, error_messages={'unique': 'Det finnes allerede en person med denne e-postadressen.'}, help_text='Adressen personen logger inn med. Kan stå tom til den er kjent.', max_length=254, null=True, unique=True, verbose_name='e-postadresse')),
                ('title', models.CharField(blank=True, help_text='For eksempel sykepleier.', max_length=80, verbose_name='tittel')),
                ('presentation', models.TextField(blank=True, help_text='Noen ord om deg selv til den du skal være mentor for. Frivillig.', max_length=2000, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='presentasjon')),
                ('invited_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='invitert')),
                ('sessions_ended', models.PositiveIntegerField(default=0, editable=False, verbose_name='ganger logget ut overalt')),
                ('unread_messages', models.PositiveIntegerField(default=0, editable=False, verbose_name='uleste meldinger')),
                ('is_active', models.BooleanField(default=True, verbose_name='kan logge inn')),
                ('is_staff', models.BooleanField(default=False, verbose_name='eier av installasjonen')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'personer',
                'ordering': ['name'],
                'indexes': [models.Index(django.db.models.functions.comparison.Collate('name', 'nb'), models.F('id'), name='people_in_norwegian_order'), models.Index(django.db.models.functions.text.Upper('name'), name='people_by_name_in_any_case')],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='navn')),
            ],
            options={
                'verbose_name': 'avdeling',
                'verbose_name_plural': 'avdelinger',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='navn')),
                ('systems', models.JSONField(blank=True, default=list, help_text='Systemene en ny kollega kan trenge tilgang til, det viktigste først.', verbose_name='fagsystemer')),
                ('whistleblowing_url', models.URLField(blank=True, help_text='Kommunens egen side om varsling.', verbose_name='lenke til varsling')),
            ],
            options={
                'verbose_name': 'kommune',
                'verbose_name_plural': 'kommuner',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Portrait',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='portrait', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('content', models.BinaryField(verbose_name='bilde')),
                ('digest', models.CharField(editable=False, max_length=64, verbose_name='sjekksum')),
            ],
            options={
                'verbose_name': 'bilde',
                'verbose_name_plural': 'bilder',
            },
        ),
        migrations.CreateModel(
            name='ContactCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('municipality', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contact_card', to='people.municipality', verbose_name='kommune')),
            ],
            options={
                'verbose_name': 'kontaktkort',
                'verbose_name_plural': 'kontaktkort',
            },
        ),
        migrations.AddField(
            model_name='user',
            name='municipality',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.municipality', verbose_name='kommune'),
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='plass')),
                ('kind', models.CharField(choices=[('union', 'tillitsvalgt'), ('safety', 'verneombud')], max_length=10, verbose_name='verv')),
                ('name', models.CharField(max_length=120, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='navn')),
                ('association', models.CharField(blank=True, max_length=80, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True)], verbose_name='forbund eller område')),
                ('phone', models.CharField(blank=True, max_length=30, validators=[django.core.validators.RegexValidator('(?<!\\d)\\d{2}[\\s.-]?\\d{2}[\\s.-]?\\d{2}[\\s.-]{0,3}\\d{5}(?!\\d)', 'Dette ligner et fødselsnummer. Det skal ikke stå her.', 'identity_number', inverse_match=True), django.core.validators.MinLengthValidator(3)], verbose_name='telefon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-postadresse')),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='people.contactcard', verbose_name='kontaktkort')),
            ],
            options={
                'verbose_name': 'tillitsvalgt eller verneombud',
                'verbose_name_plural': 'tillitsvalgte og verneombud',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('card', 'number'), name='representatives_have_their_place', violation_error_message='To personer kan ikke stå på samme plass.'), models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='representative_can_be_reached', violation_error_message='Skriv telefon eller e-post.')],
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(verbose_name='nøkkel')),
                ('sent_at', models.DateTimeField(verbose_name='sendt')),
                ('led_to', models.CharField(blank=True, max_length=200, verbose_name='ført videre til')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'sending',
                'verbose_name_plural': 'sendinger',
                'constraints': [models.UniqueConstraint(fields=('by', 'key'), name='one_row_a_sending')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='navn')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='people.municipality', verbose_name='kommune')),
            ],
            options={
                'verbose_name': 'enhet',
                'verbose_name_plural': 'enheter',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='unit_names_are_unique', violation_error_message='Kommunen har allerede en enhet med dette navnet.')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('head', 'enhetsleder'), ('leader', 'avdelingsleder'), ('coordinator', 'programkoordinator'), ('administrator', 'systemansvarlig')], max_length=20, verbose_name='stilling')),
                ('from_on', models.DateField(verbose_name='fra og med')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til og med')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='people.department', verbose_name='avdeling')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.municipality', verbose_name='kommune')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='people.unit', verbose_name='enhet')),
            ],
            options={
                'verbose_name': 'stilling',
                'verbose_name_plural': 'stillinger',
                'ordering': ['-from_on', 'kind'],
                'indexes': [models.Index(fields=['holder', 'kind'], name='positions_by_holder')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department', None), ('kind', 'head'), ('municipality', None), ('unit__isnull', False)), models.Q(('department__isnull', False), ('kind', 'leader'), ('municipality', None), ('unit', None)), models.Q(('department', None), ('kind__in', ['coordinator', 'administrator']), ('municipality__isnull', False), ('unit', None)), _connector='OR'), name='position_stands_at_its_place', violation_error_message='En enhetsleder hører til en enhet, en avdelingsleder til en avdeling og de andre til kommunen.'), models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gte', models.F('from_on')), _connector='OR'), name='position_ends_after_it_begins', violation_error_message='Siste dag kan ikke være før første dag.')],
            },
        ),
        migrations.AddField(
            model_name='department',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='people.unit', verbose_name='enhet'),
        ),
        migrations.AddField(
            model_name='contactcard',
            name='unit',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contact_card', to='people.unit', verbose_name='enhet'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(fields=['municipality', 'name'], name='people_by_municipality'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('unit', 'name'), name='department_names_are_unique', violation_error_message='Enheten har allerede en avdeling med dette navnet.'),
        ),
        migrations.AddConstraint(
            model_name='contactcard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('unit', None)), models.Q(('municipality', None), ('unit__isnull', False)), _connector='OR'), name='contact_card_is_of_one_place', violation_error_message='Kortet hører til én enhet eller til kommunen.'),
        ),
    ]
